/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.request;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.KeyProofVerifier;
import org.lumoauth.api.oauth.token.TokenBindingMethod;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Verifies the key proofs of token requests with the installed token bindings. */
@Component(
    service = {TokenBindingProofVerifier.class, KeyProofVerifier.class},
    property = {"lumoauth.kind=key-proofs", "lumoauth.name=oauth"})
public final class TokenBindingProofVerifier implements KeyProofVerifier {

  /** The member of {@code cnf} that tokens must have, by the client metadata that requires it. */
  private static final Map<String, String> BOUND =
      Map.of(
          "dpop_bound_access_tokens", "jkt",
          "tls_client_certificate_bound_access_tokens", "x5t#S256");

  /** The name of the DPoP binding and of the header that contains its proof. */
  private static final String DPOP = "dpop";

  private final ProviderTracker<TokenBindingMethod> bindings;

  @Activate
  public TokenBindingProofVerifier(@Reference ProviderRegistry registry) {
    this.bindings = registry.track(TokenBindingMethod.class);
  }

  @Deactivate
  void close() {
    bindings.close();
  }

  /**
   * Refuses a request that must be repeated with a nonce, before its client assertion is marked as
   * used.
   *
   * @throws OAuthException {@code use_dpop_nonce} (RFC 9449 section 8)
   */
  public void requireNonce(TenantContext tenant, OAuthRequest request) {
    List<ServiceLease<TokenBindingMethod>> held = bindings.leaseAvailable();
    try {
      held.forEach(binding -> binding.get().requireNonce(tenant, request));
    } finally {
      held.forEach(ServiceLease::close);
    }
  }

  @Override
  public Optional<TokenBindingMethod.KeyProof> verify(
      TenantContext tenant, Client client, OAuthRequest request) {
    try (LeasedProviders<TokenBindingMethod> held = bindings.leaseAll()) {
      requireReader(request, held);
      Optional<TokenBindingMethod.KeyProof> proof =
          held.leases().stream()
              .flatMap(binding -> binding.get().prove(tenant, client, request).stream())
              .reduce(TokenBindingProofVerifier::both);
      requireBound(
          client, proof.map(TokenBindingMethod.KeyProof::confirmation).orElse(Map.of()), held);
      return proof;
    }
  }

  /**
   * Requires an installed binding for a proof. A client that sends a proof must not get an unbound
   * token (RFC 9449 section 5).
   */
  private static void requireReader(
      OAuthRequest request, LeasedProviders<TokenBindingMethod> held) {
    String module = held.unavailable().get(DPOP);
    if (module != null && request.header(DPOP).isPresent()) {
      throw ApiException.moduleUnavailable(module);
    }
  }

  /**
   * Requires bound tokens for a client that is registered for them, regardless of the installed
   * modules.
   */
  private static void requireBound(
      Client client, Map<String, Object> confirmation, LeasedProviders<TokenBindingMethod> held) {
    BOUND.forEach(
        (member, key) -> {
          if (Boolean.TRUE.equals(client.metadata().get(member))
              && !confirmation.containsKey(key)) {
            held.requireAll();
            throw OAuthException.invalidRequest(
                "The client is registered for sender-constrained tokens. The request must "
                    + "prove possession of a key, with a DPoP header or a client certificate.");
          }
        });
  }

  private static TokenBindingMethod.KeyProof both(
      TokenBindingMethod.KeyProof one, TokenBindingMethod.KeyProof other) {
    Map<String, Object> confirmation = new HashMap<>(one.confirmation());
    confirmation.putAll(other.confirmation());
    Map<String, String> headers = new HashMap<>(one.responseHeaders());
    headers.putAll(other.responseHeaders());
    String type = one.tokenType().equals("Bearer") ? other.tokenType() : one.tokenType();
    return new TokenBindingMethod.KeyProof(type, confirmation, headers);
  }
}
