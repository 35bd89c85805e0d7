package org.lumoauth.oauth.dcr;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Registration access tokens (RFC 7592 section 1.2): 256 random bits, by which a client that
 * registered is known again. Only a keyed hash is kept, and a token is good for its client alone.
 */
@Component(service = RegistrationAccessTokenService.class)
public final class RegistrationAccessTokenService {

  private static final String PURPOSE = "registration-access-token";

  private final ClientRegistrationStore store;
  private final SecretVault vault;

  @Activate
  public RegistrationAccessTokenService(
      @Reference ClientRegistrationStore store, @Reference SecretVault vault) {
    this.store = store;
    this.vault = vault;
  }

  /**
   * Makes the first token of a client.
   *
   * @param vouched whether somebody who may register clients registered it
   */
  String issue(TenantContext tenant, String clientId, boolean vouched) {
    String token = vault.newSecret();
    var row =
        new ClientRegistrationStore.ClientRegistrationRow(hash(tenant, clientId, token), vouched);
    store.add(tenant.id(), clientId, row, now());
    return token;
  }

  /** What is known of the client, if this is its token. */
  Optional<ClientRegistrationStore.ClientRegistrationRow> check(
      TenantContext tenant, String clientId, String token) {
    return store
        .find(tenant.id(), clientId)
        .filter(row -> vault.matches(PURPOSE, bound(tenant, clientId, token), row.tokenHash()));
  }

  /** Makes another token in place of this one; empty if somebody else just did. */
  Optional<String> rotate(TenantContext tenant, String clientId, String was) {
    String is = vault.newSecret();
    return replace(tenant, clientId, was, is) ? Optional.of(is) : Optional.empty();
  }

  /** Puts the token back that one took the place of which nobody was given. */
  void restore(TenantContext tenant, String clientId, String is, String was) {
    replace(tenant, clientId, is, was);
  }

  private boolean replace(TenantContext tenant, String clientId, String old, String now) {
    return store.rotate(
        tenant.id(), clientId, hash(tenant, clientId, old), hash(tenant, clientId, now), now());
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

  private static long now() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}
