package org.lumoauth.api.oauth;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a way for a request to prove that its sender holds a key, to which tokens are
 * then bound (RFC 9449, RFC 8705 section 3). Every installed one is asked on every token request.
 * Registered with {@code lumoauth.kind=token-binding} and {@code lumoauth.name}, as {@code dpop}.
 */
public interface TokenBinding {

  /**
   * Refuses a request that is to come again with what it is told here, as a nonce (RFC 9449 section
   * 8). Asked before the client is authenticated: what is good once, as its assertion, is not used
   * up by a request that has to be repeated. Nothing is verified of the proof; one that can't be
   * read passes, for {@link #prove} to refuse.
   *
   * @throws OAuthException {@code use_dpop_nonce}
   */
  default void requireNonce(TenantContext tenant, OAuthRequest request) {}

  /**
   * A proof that holds.
   *
   * @param tokenType the {@code token_type} of a token bound by it; {@code Bearer} where such a
   *     token is sent like any other
   * @param confirmation the {@code cnf} claim (RFC 7800): what JSON can hold, the same for every
   *     proof of a key
   * @param responseHeaders headers of the answer, as {@code DPoP-Nonce}
   */
  record KeyProof(
      String tokenType, Map<String, Object> confirmation, Map<String, String> responseHeaders) {}

  /**
   * Verifies the request's proof. Whatever text stands in its place is a proof that does not hold,
   * from a client that need not have one as well.
   *
   * @param client who asks
   * @return empty if the request has none and the client need not have one
   * @throws OAuthException {@code invalid_dpop_proof}, {@code use_dpop_nonce} or {@code
   *     invalid_request} if it has one that does not hold, or none where the client must
   */
  Optional<KeyProof> prove(TenantContext tenant, Client client, OAuthRequest request);
}
