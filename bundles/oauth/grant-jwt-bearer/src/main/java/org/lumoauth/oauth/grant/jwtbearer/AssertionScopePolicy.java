package org.lumoauth.oauth.grant.jwtbearer;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthException;

/**
 * The scope that an assertion gets (RFC 7521 section 4.1): what client and issuer both may have.
 */
final class AssertionScopePolicy {

  private AssertionScopePolicy() {}

  /**
   * Requires that the client may have what it asks for.
   *
   * @throws OAuthException {@code invalid_scope}
   */
  static void requireRegistered(GrantRequest request) {
    if (!request.client().scope().containsAll(request.scope())) {
      throw OAuthException.invalidScope("The client may not have one of the scopes.");
    }
  }

  /**
   * What is asked for, or all that there can be when nothing is.
   *
   * @param detailed whether something is permitted in detail, so that there need be no scope
   * @throws OAuthException {@code invalid_scope}
   */
  static Set<String> of(
      GrantRequest request,
      Set<String> ofIssuer,
      Optional<Set<String>> ofAssertion,
      boolean detailed) {
    Set<String> most = new HashSet<>(request.client().scope());
    most.retainAll(ofIssuer);
    ofAssertion.ifPresent(most::retainAll);
    Set<String> asked = request.scope();
    if (!most.containsAll(asked)) {
      throw OAuthException.invalidScope(
          "The issuer, or the assertion, may not give one of the scopes.");
    }
    Set<String> scope = asked.isEmpty() ? most : asked;
    if (scope.isEmpty() && !detailed) {
      throw OAuthException.invalidScope("There is no scope that client and issuer both may have.");
    }
    return Set.copyOf(scope);
  }
}
