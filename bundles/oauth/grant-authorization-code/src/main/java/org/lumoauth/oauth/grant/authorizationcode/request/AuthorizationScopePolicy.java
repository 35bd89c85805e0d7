/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;
import org.lumoauth.api.oauth.client.Client;

/** Determines the requested scope (RFC 6749 section 3.3, OpenID Connect Core section 5.4). */
final class AuthorizationScopePolicy {

  static final String OPENID = "openid";
  static final String OFFLINE_ACCESS = "offline_access";

  private static final Pattern TOKEN = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,256}");
  private static final int MAX_SCOPES = 200;

  private AuthorizationScopePolicy() {}

  /**
   * Returns the requested scopes. Without {@code scope}, returns the scopes that the client is
   * registered for, except those that must be requested explicitly.
   *
   * @throws OAuthException {@code invalid_scope} if a scope is malformed or not allowed
   */
  static Set<String> of(Client client, Set<String> asked) {
    Set<String> scope = new LinkedHashSet<>(asked);
    if (scope.isEmpty()) {
      scope.addAll(client.scope());
      scope.remove(OPENID);
      scope.remove(OFFLINE_ACCESS);
    }
    if (!client.grantTypes().contains("refresh_token")) {
      scope.remove(
          OFFLINE_ACCESS); // Core section 11: offline_access is ignored if it has no effect
    }
    if (scope.isEmpty() || scope.size() > MAX_SCOPES) {
      throw OAuthException.invalidScope(
          "The request must contain 1 to "
              + MAX_SCOPES
              + " scopes that the client is registered for.");
    }
    for (String one : scope) {
      if (!TOKEN.matcher(one).matches()) {
        throw OAuthException.invalidScope(
            "Each scope must be 1 to 256 visible ASCII characters without quotes and "
                + "backslashes.");
      }
      if (!client.scope().contains(one)) {
        throw OAuthException.invalidScope(
            "The client is not registered for "
                + ScopeValueValidator.describeExcess(scope, client.scope())
                + ".");
      }
    }
    return Set.copyOf(scope);
  }
}
