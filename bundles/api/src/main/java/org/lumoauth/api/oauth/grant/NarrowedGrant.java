/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.grant;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;

/**
 * The part of a grant that a token request redeems: all of it, or the part that it requests.
 * Computed before a code or refresh token is consumed, so that a mistake in the request does not
 * require the user to start over.
 *
 * @param grant the grant; permanently bound to the proven key of the request if the client has no
 *     secret (RFC 9449 section 5)
 * @param scope the scope of the access token
 * @param resources the resources of the access token
 */
public record NarrowedGrant(AuthorizationGrant grant, Set<String> scope, List<String> resources) {

  /**
   * Returns the part of a grant that a request redeems.
   *
   * @throws OAuthException {@code invalid_scope} (RFC 6749 section 3.3) or {@code invalid_target}
   *     (RFC 8707 section 2.2) if the request exceeds the grant
   */
  public static NarrowedGrant of(AuthenticatedTokenRequest request, AuthorizationGrant grant) {
    Set<String> scope = request.scope();
    List<String> resources = request.resources();
    if (!grant.scope().containsAll(scope)) {
      throw OAuthException.invalidScope(
          "The granted scope does not include "
              + ScopeValueValidator.describeExcess(scope, grant.scope())
              + ".");
    }
    if (!Set.copyOf(grant.resources()).containsAll(resources)) {
      throw OAuthException.invalidTarget("resource must be one of the granted resources.");
    }
    return new NarrowedGrant(
        request.client().confidential() || request.confirmation().isEmpty()
            ? grant
            : grant.withConfirmation(request.confirmation()),
        scope.isEmpty() ? grant.scope() : scope,
        resources.isEmpty() ? grant.resources() : resources);
  }

  /**
   * Returns the part of a grant that a request redeems, limited to the client's current scopes: it
   * may have lost scopes since the user consented.
   *
   * @param possible the scopes that the client may request now
   * @throws OAuthException {@code invalid_scope} (RFC 6749 section 3.3) or {@code invalid_target}
   *     (RFC 8707 section 2.2) if the request exceeds this, or no scope remains
   */
  public static NarrowedGrant of(
      AuthenticatedTokenRequest request, AuthorizationGrant grant, Set<String> possible) {
    if (possible.containsAll(grant.scope())) {
      return of(request, grant);
    }
    Set<String> left = new LinkedHashSet<>(grant.scope());
    left.retainAll(possible);
    if (left.isEmpty()) {
      throw OAuthException.invalidScope(
          "The client is no longer registered for any of the granted scopes. Start a "
              + "new authorization request.");
    }
    return of(request, grant.withScope(left));
  }
}
