/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Issues and validates registration access tokens (RFC 7592 section 1.2). A token has 256 random
 * bits, is stored as a keyed hash and is valid only for its client.
 */
@Component(service = RegistrationAccessTokenService.class)
public final class RegistrationAccessTokenService {

  private static final String PURPOSE = "registration-access-token";

  private final ClientRegistrationStore store;
  private final SecretProtectionService vault;
  private final InstantSource clock;

  @Activate
  public RegistrationAccessTokenService(
      @Reference ClientRegistrationStore store,
      @Reference SecretProtectionService vault,
      @Reference InstantSource clock) {
    this.store = store;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * Issues the first token of a client.
   *
   * @param vouched whether a credential authorized the registration
   */
  String issue(TenantContext tenant, String clientId, boolean vouched) {
    String token = vault.newSecret();
    var row =
        new ClientRegistrationStore.ClientRegistrationRow(hash(tenant, clientId, token), vouched);
    store.add(tenant.id(), clientId, row, clock.instant());
    return token;
  }

  /** Returns the registration if the token belongs to the client. */
  Optional<ClientRegistrationStore.ClientRegistrationRow> check(
      TenantContext tenant, String clientId, String token) {
    return store
        .find(tenant.id(), clientId)
        .filter(row -> vault.matches(PURPOSE, bound(tenant, clientId, token), row.tokenHash()));
  }

  /** Replaces the token with a new token; empty if a concurrent request replaced it. */
  Optional<String> rotate(TenantContext tenant, String clientId, String was) {
    String is = vault.newSecret();
    return replace(tenant, clientId, was, is) ? Optional.of(is) : Optional.empty();
  }

  /** Restores the previous token if the new token was not returned to the client. */
  void restore(TenantContext tenant, String clientId, String is, String was) {
    replace(tenant, clientId, is, was);
  }

  private boolean replace(TenantContext tenant, String clientId, String old, String now) {
    return store.rotate(
        tenant.id(),
        clientId,
        hash(tenant, clientId, old),
        hash(tenant, clientId, now),
        clock.instant());
  }

  void remove(TenantContext tenant, String clientId) {
    store.remove(tenant.id(), clientId);
  }

  private byte[] hash(TenantContext tenant, String clientId, String token) {
    return vault.hash(PURPOSE, bound(tenant, clientId, token));
  }

  private static String bound(TenantContext tenant, String clientId, String token) {
    return tenant.id() + "\n" + clientId + "\n" + token;
  }
}
