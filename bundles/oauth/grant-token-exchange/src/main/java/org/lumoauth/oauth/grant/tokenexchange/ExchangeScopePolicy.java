/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;

/**
 * Determines the scope of the new token, which never exceeds the scope of the presented token or of
 * the client.
 */
final class ExchangeScopePolicy {

  /**
   * The authentication method of a client that presented the actor token instead of a client
   * credential.
   */
  private static final String BY_ACTOR_TOKEN = "actor_token";

  private ExchangeScopePolicy() {}

  /**
   * Returns the requested scope, or the maximum scope by default.
   *
   * @throws OAuthException {@code invalid_scope} if a requested scope is not permitted
   */
  static Set<String> of(
      AuthenticatedTokenRequest request,
      ExchangeInputToken subject,
      Optional<ExchangeInputToken> actor) {
    Set<String> most = new HashSet<>(subject.scope());
    most.retainAll(request.client().scope());
    if (request
        .authenticationMethod()
        .equals(
            BY_ACTOR_TOKEN)) { // The client is authenticated only by the actor token, so the scope
      // of that token limits the result.
      actor.ifPresent(token -> most.retainAll(token.scope()));
    }
    Set<String> asked = request.scope();
    for (String scope : asked) {
      if (!most.contains(scope)) {
        throw OAuthException.invalidScope(
            subject.scope().contains(scope)
                ? "The client or the actor_token does not permit "
                    + ScopeValueValidator.describeExcess(asked, most)
                    + "."
                : "The subject_token does not permit "
                    + ScopeValueValidator.describeExcess(asked, most)
                    + ".");
      }
    }
    if (asked.isEmpty() && most.isEmpty() && !subject.scope().isEmpty()) {
      throw OAuthException.invalidScope(
          "The client is not registered for any scope of the subject_token.");
    }
    return asked.isEmpty() ? Set.copyOf(most) : Set.copyOf(asked);
  }
}
