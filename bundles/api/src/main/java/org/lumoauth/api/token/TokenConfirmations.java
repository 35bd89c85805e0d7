package org.lumoauth.api.token;

import java.util.Map;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;

/**
 * The {@link TokenConfirmation}s that are installed: a token holds with every key it is bound to.
 */
public final class TokenConfirmations implements AutoCloseable {

  private final Providers<TokenConfirmation> confirmations;

  /** Follows what the registry finds. */
  public TokenConfirmations(ProviderRegistry registry) {
    this.confirmations = registry.follow(TokenConfirmation.class);
  }

  /**
   * Checks that a request proves every key of a binding (RFC 7800).
   *
   * @param binding members of the token's {@code cnf}; none is no binding
   * @param request what came with the token
   * @throws InvalidTokenException if it does not, or nobody checks a member
   * @throws org.lumoauth.api.oauth.OAuthError as {@link TokenConfirmation#check} does
   */
  public void check(TenantContext tenant, Map<String, Object> binding, RequestView request)
      throws InvalidTokenException {
    for (var member : binding.entrySet()) {
      try (Lease<TokenConfirmation> confirmation =
          confirmations
              .acquire(member.getKey())
              .orElseThrow(() -> new InvalidTokenException("nobody checks this binding", false))) {
        confirmation.get().check(tenant, member.getValue(), request);
      }
    }
  }

  @Override
  public void close() {
    confirmations.close();
  }
}
