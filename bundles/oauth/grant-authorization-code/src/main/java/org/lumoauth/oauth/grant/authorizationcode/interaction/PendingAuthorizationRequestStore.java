/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.interaction;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores authorization requests while users sign in and consent. */
@Component(service = PendingAuthorizationRequestStore.class)
public final class PendingAuthorizationRequestStore {

  /** Long enough to register and to confirm an email address. */
  static final Duration LIFETIME = Duration.ofHours(1);

  private static final String KIND = "authorization-request";

  private final ShortLivedRecordStore store;
  private final SecretProtectionService vault;

  @Activate
  public PendingAuthorizationRequestStore(
      @Reference ShortLivedRecordStore store, @Reference SecretProtectionService vault) {
    this.store = store;
    this.vault = vault;
  }

  /** Stores a new pending request and returns its ticket. */
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
   * Replaces the stored state of a request.
   *
   * @param may a condition on the stored state
   * @return true if the condition was met and no concurrent request changed the state
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

  /** Removes a pending request. If several responses compete, exactly one call returns true. */
  public boolean end(TenantContext tenant, String ticket) {
    return store.take(tenant, KIND, ticket, PendingAuthorizationRequest.class).isPresent();
  }
}
