package org.lumoauth.api.token;

import java.util.Map;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;

/**
 * The {@link TokenConfirmationVerifier}s that are installed: a token holds with every key it is
 * bound to.
 */
public final class TokenConfirmationVerifiers implements AutoCloseable {

  private final ProviderTracker<TokenConfirmationVerifier> confirmations;

  /** Follows what the registry finds. */
  public TokenConfirmationVerifiers(ProviderRegistry registry) {
    this.confirmations = registry.track(TokenConfirmationVerifier.class);
  }

  /**
   * Checks that a request proves every key of a binding (RFC 7800).
   *
   * @param binding members of the token's {@code cnf}; none is no binding
   * @param request what came with the token
   * @throws InvalidTokenException if it does not, or nobody checks a member
   * @throws org.lumoauth.api.oauth.OAuthException as {@link TokenConfirmationVerifier#check} does
   */
  public void check(TenantContext tenant, Map<String, Object> binding, HttpRequestView request)
      throws InvalidTokenException {
    for (var member : binding.entrySet()) {
      try (ServiceLease<TokenConfirmationVerifier> confirmation =
          confirmations
              .lease(member.getKey())
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
