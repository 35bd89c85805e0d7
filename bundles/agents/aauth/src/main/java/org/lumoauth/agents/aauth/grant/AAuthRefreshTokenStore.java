package org.lumoauth.agents.aauth.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tokens by which an agent gets new ones. The published profile does not rotate them; they are
 * worth nothing without a key of the agent's.
 */
@Component(service = AAuthRefreshTokenStore.class)
public final class AAuthRefreshTokenStore {

  private static final String KIND = "aauth-refresh";
  private static final Duration LIFETIME = Duration.ofDays(30);

  private final ShortLivedRecordStore store;
  private final SecretVault vault;

  @Activate
  public AAuthRefreshTokenStore(
      @Reference ShortLivedRecordStore store, @Reference SecretVault vault) {
    this.store = store;
    this.vault = vault;
  }

  /**
   * What a token stands for.
   *
   * @param agentId whose it is
   * @param delegate who acts for the agent
   * @param resourceId the resource
   * @param scope the most that it gives
   * @param userId for whom; empty if for the agent itself
   * @param grantId from which consent; empty if from none
   * @param madeWith the id of the token that it was given with: it ends with what ends that
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
      madeWith = madeWith == null ? "" : madeWith; // of a version that kept no such thing: it ended
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

  /** Ends a token of an agent. Nothing happens if there is none. */
  public void revoke(TenantContext tenant, AAuthParticipant agent, String token) {
    if (find(tenant, token).filter(kept -> kept.agentId().equals(agent.id())).isPresent()) {
      store.remove(tenant, KIND, token);
    }
  }
}
