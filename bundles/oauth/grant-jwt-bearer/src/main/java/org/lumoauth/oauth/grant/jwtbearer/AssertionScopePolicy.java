/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.jwtbearer;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;

/**
 * Determines the scope granted for an assertion (RFC 7521 section 4.1): the scopes permitted for
 * both the client and the issuer.
 */
final class AssertionScopePolicy {

  private AssertionScopePolicy() {}

  /**
   * Requires that the client is allowed to request the scopes.
   *
   * @throws OAuthException {@code invalid_scope} if it is not
   */
  static void requireRegistered(AuthenticatedTokenRequest request) {
    if (!request.client().scope().containsAll(request.scope())) {
      throw OAuthException.invalidScope(
          "The client is not registered for "
              + ScopeValueValidator.describeExcess(request.scope(), request.client().scope())
              + ".");
    }
  }

  /**
   * Returns the requested scope, or the maximum scope by default.
   *
   * @param detailed whether authorization details are granted, so that the scope may be empty
   * @throws OAuthException {@code invalid_scope} if a requested scope is not permitted
   */
  static Set<String> of(
      AuthenticatedTokenRequest request,
      Set<String> ofIssuer,
      Optional<Set<String>> ofAssertion,
      boolean detailed) {
    Set<String> most = new HashSet<>(request.client().scope());
    most.retainAll(ofIssuer);
    ofAssertion.ifPresent(most::retainAll);
    Set<String> asked = request.scope();
    if (!most.containsAll(asked)) {
      throw OAuthException.invalidScope(
          "The issuer or the assertion does not permit "
              + ScopeValueValidator.describeExcess(asked, most)
              + ".");
    }
    Set<String> scope = asked.isEmpty() ? most : asked;
    if (scope.isEmpty() && !detailed) {
      throw OAuthException.invalidScope(
          "The client, the issuer and the assertion have no permitted scope in " + "common.");
    }
    return Set.copyOf(scope);
  }
}
