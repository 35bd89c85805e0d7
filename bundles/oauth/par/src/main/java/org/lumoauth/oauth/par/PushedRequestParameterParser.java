/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.par;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.TokenBindingMethod;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/**
 * Extracts the authorization request from a pushed request (RFC 9126 section 2.1). A request object
 * is left unchanged and is parsed with the authorization request.
 */
final class PushedRequestParameterParser {

  private static final Set<String> OF_AUTHENTICATION =
      Set.of("client_secret", "client_assertion", "client_assertion_type");
  private static final String JKT = "dpop_jkt";
  private static final String OBJECT = "request";

  /** The name of the DPoP binding and of the header that contains its proof. */
  private static final String DPOP = "dpop";

  private final ProviderTracker<TokenBindingMethod> bindings;

  PushedRequestParameterParser(ProviderRegistry registry) {
    this.bindings = registry.track(TokenBindingMethod.class);
  }

  void close() {
    bindings.close();
  }

  /**
   * Refuses a pushed request that must be repeated with a nonce, before its client assertion is
   * marked as used.
   *
   * @throws OAuthException {@code use_dpop_nonce} (RFC 9449 section 8)
   */
  void requireNonce(TenantContext tenant, OAuthRequest request) {
    if (request.header(DPOP).isPresent()) {
      bindings
          .lease(DPOP)
          .ifPresent(
              lease -> {
                try (ServiceLease<TokenBindingMethod> dpop = lease) {
                  dpop.get().requireNonce(tenant, request);
                }
              });
    }
  }

  /**
   * The content of a pushed request.
   *
   * @param sent the parameters to validate
   * @param provenKey the thumbprint of the key of the DPoP proof, if present
   */
  record PushedRequestParameters(Map<String, List<String>> sent, Optional<String> provenKey) {

    /**
     * Returns the accepted parameters, bound to the proven key.
     *
     * @param accepted the submitted parameters, or those of the request object
     * @throws OAuthException {@code invalid_dpop_proof} if {@code dpop_jkt} is a different key
     */
    Map<String, List<String>> bound(Map<String, List<String>> accepted) {
      if (provenKey.isEmpty()) {
        return accepted;
      }
      Map<String, List<String>> bound = new HashMap<>(accepted);
      bind(bound, provenKey.get());
      return Map.copyOf(bound);
    }
  }

  /**
   * Returns the parameters of the authorization request.
   *
   * @throws OAuthException if a parameter must not be pushed
   * @throws ApiException 503 {@code module_unavailable} if the request has a DPoP proof and the
   *     DPoP module is unavailable
   */
  PushedRequestParameters of(TenantContext tenant, Client client, OAuthRequest request) {
    if (request.parameters().containsKey("request_uri")) { // section 2.1, point 2
      throw OAuthException.invalidRequest(
          "A pushed authorization request must not contain request_uri.");
    }
    Map<String, List<String>> own = new HashMap<>(request.parameters());
    own.keySet().removeAll(OF_AUTHENTICATION);
    List<String> self = List.of(client.clientId());
    if (!own.getOrDefault("client_id", self).equals(self)) {
      throw OAuthException.invalidRequest("The client_id does not match the authenticated client.");
    }
    own.put("client_id", self);
    Optional<String> key = boundKey(tenant, client, request);
    key.ifPresent(proven -> bind(own, proven));
    if (key.isPresent() && own.containsKey(OBJECT)) {
      own.remove(JKT); // Compared with the key in the request object after that was verified.
    }
    return new PushedRequestParameters(Map.copyOf(own), key);
  }

  /** Returns the key of the DPoP proof, which binds the code (RFC 9449 section 10.1). */
  private Optional<String> boundKey(TenantContext tenant, Client client, OAuthRequest request) {
    if (request.header(DPOP).isEmpty()) {
      return Optional.empty();
    }
    Optional<ServiceLease<TokenBindingMethod>> lease = bindings.leaseInstalled(DPOP);
    if (lease.isEmpty()) { // Without the module the code would not be bound.
      return Optional.empty();
    }
    try (ServiceLease<TokenBindingMethod> dpop = lease.get()) {
      return dpop.get()
          .prove(tenant, client, request)
          .map(proof -> String.valueOf(proof.confirmation().get("jkt")));
    }
  }

  private static void bind(Map<String, List<String>> parameters, String key) {
    List<String> proven = List.of(key);
    if (!parameters.getOrDefault(JKT, proven).equals(proven)) {
      throw new OAuthException(
          400,
          "invalid_dpop_proof",
          "dpop_jkt must be the thumbprint of the key of the DPoP proof.");
    }
    parameters.put(JKT, proven);
  }
}
