package org.lumoauth.oauth.grant.authorizationcode.interaction;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps requests while people sign in and decide. */
@Component(service = PendingAuthorizationRequestStore.class)
public final class PendingAuthorizationRequestStore {

  /** Long enough to register and to read the mail that proves an address. */
  static final Duration LIFETIME = Duration.ofHours(1);

  private static final String KIND = "authorization-request";

  private final ShortLivedRecordStore store;
  private final SecretVault vault;

  @Activate
  public PendingAuthorizationRequestStore(
      @Reference ShortLivedRecordStore store, @Reference SecretVault vault) {
    this.store = store;
    this.vault = vault;
  }

  /** Keeps a new one; returns the ticket that it goes on by. */
  public String keep(TenantContext tenant, PendingAuthorizationRequest pending) {
    String ticket = vault.newSecret();
    store.add(tenant, KIND, ticket, pending, pending.startedAt().plus(LIFETIME));
    return ticket;
  }

  public Optional<PendingAuthorizationRequest> find(TenantContext tenant, String ticket) {
    return store
        .find(tenant, KIND, ticket, PendingAuthorizationRequest.class)
        .map(ShortLivedRecordStore.ShortLivedRecord::value);
  }

  /**
   * Puts another state in the place of the one there.
   *
   * @param may whether the one there lets it
   * @return whether that is done, and nobody else did meanwhile
   */
  public boolean change(
      TenantContext tenant,
      String ticket,
      Predicate<PendingAuthorizationRequest> may,
      PendingAuthorizationRequest pending) {
    return store
        .find(tenant, KIND, ticket, PendingAuthorizationRequest.class)
        .filter(entry -> may.test(entry.value()))
        .map(entry -> store.replace(tenant, entry, pending, entry.expiresAt()))
        .orElse(false);
  }

  /** Ends a request: of several who answer it at once, exactly one gets true. */
  public boolean end(TenantContext tenant, String ticket) {
    return store.take(tenant, KIND, ticket, PendingAuthorizationRequest.class).isPresent();
  }
}
