/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.clientcredentials;

import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;

/** Determines the granted scope (RFC 6749 section 3.3). */
final class ClientCredentialsScopePolicy {

  private static final Pattern TOKEN = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

  private ClientCredentialsScopePolicy() {}

  /**
   * Returns the requested scope, or all scopes of the client by default.
   *
   * @throws OAuthException {@code invalid_scope} if the scope is malformed or exceeds the client's
   *     scope
   */
  static Set<String> of(AuthenticatedTokenRequest request) {
    Set<String> asked = request.scope();
    Set<String> registered = request.client().scope();
    if (asked.isEmpty()) {
      return registered;
    }
    for (String scope : asked) {
      if (!TOKEN.matcher(scope).matches()) {
        throw OAuthException.invalidScope(
            "Each scope must be visible ASCII characters without quotes and " + "backslashes.");
      }
      if (!registered.contains(scope)) {
        throw OAuthException.invalidScope(
            "The client is not registered for the scope " + shown(scope) + ".");
      }
    }
    return asked;
  }

  private static String shown(String scope) {
    return scope.length() > 100 ? scope.substring(0, 100) + "..." : scope;
  }
}
