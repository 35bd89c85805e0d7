/* SPDX-License-Identifier: Apache-2.0 */
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

/** Links identities to users and unlinks them. */
@Component(service = IdentityLinkService.class)
public final class IdentityLinkService {

  /** The maximum number of characters of an issuer and of a subject. */
  public static final int MAX_LENGTH = 500;

  private static final String UNLINKED = "identity.unlinked";
  private static final String ENDED =
      "An identity of an identity provider was unlinked from a user.";

  private final IdentityLinkStore store;
  private final UserDirectory users;
  private final IdentityLinkAudit audit;

  /** The result of an unlink request. */
  public enum UnlinkResult {
    /** The link was removed. */
    DONE,
    /** The link does not exist. */
    NONE,
    /** The remaining sign-in methods are not sufficient, so the link is not removed. */
    LAST
  }

  @Activate
  public IdentityLinkService(
      @Reference IdentityLinkStore store, @Reference UserDirectory users, @Reference AuditLog log) {
    this.store = store;
    this.users = users;
    this.audit = new IdentityLinkAudit(log);
  }

  /** Returns the user linked to an identity. */
  public Optional<String> findUserId(TenantContext tenant, String provider, FederatedIdentity who) {
    return store
        .find(tenant.id(), IdentityLinkStore.id(provider, who.issuer(), who.subject()))
        .map(IdentityLink::userId);
  }

  /**
   * Returns the user linked to an identity, if the user still exists. A link to a deleted user is
   * removed.
   */
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

  /** Returns the links of a user, the oldest first. */
  public List<IdentityLink> of(TenantContext tenant, String userId) {
    return store.ofUsers(tenant.id(), Set.of(userId));
  }

  /**
   * Links an identity to a user.
   *
   * @return the user linked to the identity; another user if a concurrent request was first
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
        tenant,
        by,
        "identity.linked",
        link,
        "An identity of an identity provider was linked to a user.");
    return userId;
  }

  /** Records that linking an identity was refused, because it is linked to another user. */
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
        "The identity was not linked, because it is already linked to another user.");
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
   * Removes a link of a user if the remaining links are sufficient.
   *
   * @param enough tests the remaining links; concurrent requests are serialized, and each tests the
   *     links left by the others
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
          audit.denied(
              tenant,
              by,
              UNLINKED,
              link.get(),
              "The link was not removed, because it is the user's last way to sign in.");
      case NONE -> {
        // a concurrent request removed the link and recorded it
      }
    }
    return outcome;
  }

  /** Removes a link of a user. Returns whether it existed. */
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
