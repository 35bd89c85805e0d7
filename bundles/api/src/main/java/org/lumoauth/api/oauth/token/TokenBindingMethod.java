/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.token;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a proof of possession of a key to which tokens are bound (RFC 9449, RFC 8705
 * section 3). Every installed binding is called for every token request. Registered with {@code
 * lumoauth.kind=token-binding} and {@code lumoauth.name}, such as {@code dpop}.
 */
public interface TokenBindingMethod {

  /**
   * Rejects a request that must be repeated with a value from the error response, such as a nonce
   * (RFC 9449 section 8). Called before client authentication, so that a repeated request does not
   * consume single-use values such as client assertions. The proof is not verified here; an
   * unreadable proof passes and is rejected by {@link #prove}.
   *
   * @throws OAuthException {@code use_dpop_nonce}
   */
  default void requireNonce(TenantContext tenant, OAuthRequest request) {}

  /**
   * A valid proof.
   *
   * @param tokenType the {@code token_type} of a token that is bound by it; {@code Bearer} if such
   *     a token is sent like any other
   * @param confirmation the {@code cnf} claim (RFC 7800): serializable as JSON, and the same for
   *     every proof of a key
   * @param responseHeaders headers of the response, such as {@code DPoP-Nonce}
   */
  record KeyProof(
      String tokenType, Map<String, Object> confirmation, Map<String, String> responseHeaders) {}

  /**
   * Verifies the request's proof. Any unreadable text in place of a proof is an invalid proof, even
   * if the client need not send one.
   *
   * @param client the requesting client
   * @return empty if the request has no proof and the client need not send one
   * @throws OAuthException {@code invalid_dpop_proof}, {@code use_dpop_nonce} or {@code
   *     invalid_request} if the proof is invalid, or is missing although the client must send one
   */
  Optional<KeyProof> prove(TenantContext tenant, Client client, OAuthRequest request);
}
