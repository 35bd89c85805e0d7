/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.token;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.KeyProofVerifier;
import org.lumoauth.api.oauth.token.TokenBindingMethod.KeyProof;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.api.web.ApiException;

/**
 * Resolves the keys that the token of a task is bound to: the keys that the request proves (RFC
 * 9449 section 5, RFC 8705 section 3). A caller with a bound token has already proven its key.
 */
final class TokenBindingResolver {

  private static final String NAME = "oauth";
  private static final String MODULE = "oauth-server";
  private static final String DPOP = "dpop";
  private static final String AUTHORIZATION = "authorization";

  private final ProviderTracker<KeyProofVerifier> proofs;
  private final TokenService tokens;

  TokenBindingResolver(ProviderRegistry registry, TokenService tokens) {
    this.proofs = registry.track(KeyProofVerifier.class);
    this.tokens = tokens;
  }

  void close() {
    proofs.close();
  }

  /**
   * Returns the proof of the request; empty if there is none.
   *
   * @throws OAuthException for an invalid proof, as at the token endpoint
   * @throws ApiException 503 {@code module_unavailable} if no module can validate the proof
   */
  public Optional<KeyProof> of(
      TenantContext tenant, Caller caller, Client client, OAuthRequest request) {
    Map<String, Object> shown = confirmation(tenant, caller, request);
    if (!shown.isEmpty() && scheme(request).equalsIgnoreCase(DPOP)) {
      return Optional.of(new KeyProof("DPoP", shown, Map.of())); // its proof is used up
    }
    Optional<KeyProof> proven = proven(tenant, client, request);
    if (shown.isEmpty()) {
      return proven;
    }
    Map<String, Object> both = new HashMap<>(shown);
    proven.ifPresent(proof -> both.putAll(proof.confirmation()));
    return Optional.of(
        new KeyProof(
            proven.map(KeyProof::tokenType).orElse("Bearer"),
            both,
            proven.map(KeyProof::responseHeaders).orElse(Map.of())));
  }

  private Optional<KeyProof> proven(TenantContext tenant, Client client, OAuthRequest request) {
    Optional<ServiceLease<KeyProofVerifier>> found = proofs.leaseInstalled(NAME);
    if (found.isPresent()) {
      try (ServiceLease<KeyProofVerifier> lease = found.get()) {
        return lease.get().verify(tenant, client, request);
      }
    }
    if (request.header(DPOP).isPresent()) { // the client requests a bound token
      throw ApiException.moduleUnavailable(MODULE);
    }
    return Optional.empty();
  }

  /** Returns the binding of the caller's token, which the caller has already proven. */
  private Map<String, Object> confirmation(
      TenantContext tenant, Caller caller, OAuthRequest request) {
    return request
        .header(AUTHORIZATION)
        .map(value -> value.substring(value.indexOf(' ') + 1).strip())
        .flatMap(jwt -> verified(tenant, jwt))
        .filter(token -> token.id().equals(caller.credentialId()))
        .flatMap(VerifiedToken::confirmation)
        .orElse(Map.of());
  }

  private Optional<VerifiedToken> verified(TenantContext tenant, String jwt) {
    try {
      return Optional.of(tokens.verify(tenant, jwt));
    } catch (InvalidTokenException e) {
      return Optional.empty(); // another kind of credential
    }
  }

  private static String scheme(OAuthRequest request) {
    return request.header(AUTHORIZATION).map(value -> value.split(" ", 2)[0]).orElse("");
  }
}
