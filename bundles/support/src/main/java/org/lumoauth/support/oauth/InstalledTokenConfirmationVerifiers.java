/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.oauth;

import java.util.Map;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenConfirmationVerifier;

/**
 * Combines the installed {@link TokenConfirmationVerifier}s: a token is valid only with proofs of
 * all keys to which it is bound.
 */
public final class InstalledTokenConfirmationVerifiers implements AutoCloseable {

  private final ProviderTracker<TokenConfirmationVerifier> confirmations;

  /** Tracks the verifiers of the registry. */
  public InstalledTokenConfirmationVerifiers(ProviderRegistry registry) {
    this.confirmations = registry.track(TokenConfirmationVerifier.class);
  }

  /**
   * Checks that a request proves possession of every key of a binding (RFC 7800).
   *
   * @param binding the members of the token's {@code cnf}; empty means that it is not bound
   * @param request the request with the token
   * @throws InvalidTokenException if a proof is missing or invalid, or no verifier checks a member
   * @throws org.lumoauth.api.oauth.OAuthException as for {@link TokenConfirmationVerifier#check}
   */
  public void check(TenantContext tenant, Map<String, Object> binding, HttpRequestView request)
      throws InvalidTokenException {
    for (var member : binding.entrySet()) {
      try (ServiceLease<TokenConfirmationVerifier> confirmation =
          confirmations
              .lease(member.getKey())
              .orElseThrow(
                  () ->
                      new InvalidTokenException(
                          "no installed module can verify the cnf member " + member.getKey(),
                          false))) {
        confirmation.get().check(tenant, member.getValue(), request);
      }
    }
  }

  @Override
  public void close() {
    confirmations.close();
  }
}
