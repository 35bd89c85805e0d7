/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores refresh tokens. The published profile does not rotate them; they are useless without one
 * of the agent's keys.
 */
@Component(service = AAuthRefreshTokenStore.class)
public final class AAuthRefreshTokenStore {

  private static final String KIND = "aauth-refresh";
  private static final Duration LIFETIME = Duration.ofDays(30);

  private final ShortLivedRecordStore store;
  private final SecretProtectionService vault;

  @Activate
  public AAuthRefreshTokenStore(
      @Reference ShortLivedRecordStore store, @Reference SecretProtectionService vault) {
    this.store = store;
    this.vault = vault;
  }

  /**
   * The data of a refresh token.
   *
   * @param agentId the agent
   * @param delegate the delegate of the agent
   * @param resourceId the resource
   * @param scope the maximum scope
   * @param userId the user; empty if the agent acts for itself
   * @param grantId the consent; empty if there is none
   * @param madeWith the id of the token that it was issued with; both are revoked together
   */
  public record StoredAAuthRefreshToken(
      String agentId,
      String delegate,
      String resourceId,
      Set<String> scope,
      Optional<String> userId,
      Optional<String> grantId,
      String madeWith) {
    public StoredAAuthRefreshToken {
      scope = Set.copyOf(scope);
      madeWith =
          madeWith == null
              ? ""
              : madeWith; // stored by a version without this value, so treated as revoked
    }

    boolean of(AAuthSigner signer) {
      return agentId.equals(signer.party().id()) && delegate.equals(signer.delegate());
    }
  }

  String add(TenantContext tenant, StoredAAuthRefreshToken kept) {
    String token = "aauth_refresh_" + vault.newSecret();
    store.add(tenant, KIND, token, kept, Instant.now().plus(LIFETIME));
    return token;
  }

  Optional<StoredAAuthRefreshToken> find(TenantContext tenant, String token) {
    return store
        .find(tenant, KIND, token, StoredAAuthRefreshToken.class)
        .map(entry -> entry.value());
  }

  /** Revokes a refresh token of an agent; does nothing if it does not exist. */
  public void revoke(TenantContext tenant, AAuthParticipant agent, String token) {
    if (find(tenant, token).filter(kept -> kept.agentId().equals(agent.id())).isPresent()) {
      store.remove(tenant, KIND, token);
    }
  }
}
