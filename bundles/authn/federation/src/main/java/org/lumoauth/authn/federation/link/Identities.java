package org.lumoauth.authn.federation.link;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.federation.FederationConnector.FederatedIdentity;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Links identities to users, and ends that. */
@Component(service = Identities.class)
public final class Identities {

  private final LinkStore store;
  private final IdentityAudit audit;

  @Activate
  public Identities(@Reference LinkStore store, @Reference AuditLog log) {
    this.store = store;
    this.audit = new IdentityAudit(log);
  }

  /** The user that somebody of a provider is. */
  public Optional<String> userOf(TenantContext tenant, String provider, FederatedIdentity who) {
    return store
        .find(tenant.id(), LinkStore.id(provider, who.issuer(), who.subject()))
        .map(IdentityLink::userId);
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
      Initiator by) {
    audit.requireWritable();
    var link =
        new IdentityLink(
            LinkStore.id(provider, who.issuer(), who.subject()),
            userId,
            provider,
            who.issuer(),
            who.subject(),
            who.email(),
            provisioned,
            Instant.now().truncatedTo(ChronoUnit.MICROS));
    try {
      store.add(tenant.id(), link);
    } catch (DuplicateKeyException e) {
      return userOf(tenant, provider, who).orElseThrow(() -> e);
    }
    audit.record(
        tenant, by, "identity.linked", link, "Somebody of an identity provider is a user here.");
    return userId;
  }

  /** Ends a link of a user; whether there was one. */
  public boolean unlink(TenantContext tenant, String userId, String linkId, Initiator by) {
    var link = store.find(tenant.id(), linkId).filter(found -> found.userId().equals(userId));
    audit.requireWritable();
    if (link.isEmpty() || !store.remove(tenant.id(), userId, linkId)) {
      return false;
    }
    audit.record(
        tenant,
        by,
        "identity.unlinked",
        link.get(),
        "Somebody of an identity provider is a user here no longer.");
    return true;
  }
}
