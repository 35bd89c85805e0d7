package org.lumoauth.authn.federation.link;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.federation.FederationConnector.FederatedIdentity;
import org.lumoauth.api.message.EmailAddress;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Links identities to users, and ends that. */
@Component(service = IdentityLinkService.class)
public final class IdentityLinkService {

  /** The most characters of an issuer, and of a subject. */
  public static final int MAX_LENGTH = 500;

  private static final String UNLINKED = "identity.unlinked";
  private static final String ENDED = "Somebody of an identity provider is a user here no longer.";

  private final IdentityLinkStore store;
  private final UserDirectory users;
  private final IdentityLinkAudit audit;

  /** What came of it that a link was to end. */
  public enum UnlinkResult {
    /** It has ended. */
    DONE,
    /** There is no such link. */
    NONE,
    /** What would be left is not enough; it stays. */
    LAST
  }

  @Activate
  public IdentityLinkService(
      @Reference IdentityLinkStore store, @Reference UserDirectory users, @Reference AuditLog log) {
    this.store = store;
    this.users = users;
    this.audit = new IdentityLinkAudit(log);
  }

  /** The user that somebody of a provider is. */
  public Optional<String> findUserId(TenantContext tenant, String provider, FederatedIdentity who) {
    return store
        .find(tenant.id(), IdentityLinkStore.id(provider, who.issuer(), who.subject()))
        .map(IdentityLink::userId);
  }

  /** The same, if that user is still there: a link to nobody is none, and ends. */
  public Optional<String> findActiveUserId(
      TenantContext tenant, String provider, FederatedIdentity who) {
    var linked = findUserId(tenant, provider, who);
    if (linked.isEmpty() || !users.findAll(tenant, Set.of(linked.get())).isEmpty()) {
      return linked;
    }
    var id = IdentityLinkStore.id(provider, who.issuer(), who.subject());
    unlink(tenant, linked.get(), id, AuditInitiator.server("federation"));
    return Optional.empty();
  }

  /** The links of a user, the oldest first. */
  public List<IdentityLink> of(TenantContext tenant, String userId) {
    return store.ofUsers(tenant.id(), Set.of(userId));
  }

  /**
   * Says that somebody of a provider is a user.
   *
   * @return whose it is now: somebody else's if they were first
   */
  public String link(
      TenantContext tenant,
      String provider,
      FederatedIdentity who,
      String userId,
      boolean provisioned,
      AuditInitiator by) {
    audit.requireWritable();
    var link = made(provider, who, userId, provisioned);
    try {
      store.add(tenant.id(), link);
    } catch (DuplicateKeyException e) {
      return findUserId(tenant, provider, who).orElseThrow(() -> e);
    }
    audit.record(
        tenant, by, "identity.linked", link, "Somebody of an identity provider is a user here.");
    return userId;
  }

  /** Records that somebody's identity was not linked to another user. */
  public void recordRefusal(
      TenantContext tenant,
      String provider,
      FederatedIdentity who,
      String userId,
      AuditInitiator by) {
    audit.denied(
        tenant,
        by,
        "identity.linked",
        made(provider, who, userId, false),
        "Somebody of an identity provider is another user here already.");
  }

  private static IdentityLink made(
      String provider, FederatedIdentity who, String userId, boolean provisioned) {
    return new IdentityLink(
        IdentityLinkStore.id(provider, who.issuer(), who.subject()),
        userId,
        provider,
        who.issuer(),
        who.subject(),
        who.email().filter(EmailAddress::isValid),
        provisioned,
        Instant.now().truncatedTo(ChronoUnit.MICROS));
  }

  /**
   * Ends a link of a user, if what would be left is enough.
   *
   * @param enough whether these links are; of several who end links at once, each is asked about
   *     what the others left
   */
  public UnlinkResult unlink(
      TenantContext tenant,
      String userId,
      String linkId,
      Predicate<List<IdentityLink>> enough,
      AuditInitiator by) {
    var link = store.find(tenant.id(), linkId).filter(found -> found.userId().equals(userId));
    audit.requireWritable();
    if (link.isEmpty()) {
      return UnlinkResult.NONE;
    }
    var outcome = store.remove(tenant.id(), userId, linkId, enough);
    switch (outcome) {
      case DONE -> audit.record(tenant, by, UNLINKED, link.get(), ENDED);
      case LAST ->
          audit.denied(tenant, by, UNLINKED, link.get(), "It is the user's last way to sign in.");
      case NONE -> {
        // it ended meanwhile, and whoever ended it has recorded that
      }
    }
    return outcome;
  }

  /** Ends a link of a user; whether there was one. */
  public boolean unlink(TenantContext tenant, String userId, String linkId, AuditInitiator by) {
    var link = store.find(tenant.id(), linkId).filter(found -> found.userId().equals(userId));
    audit.requireWritable();
    if (link.isEmpty() || !store.remove(tenant.id(), userId, linkId)) {
      return false;
    }
    audit.record(tenant, by, UNLINKED, link.get(), ENDED);
    return true;
  }
}
