/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.request;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;
import org.lumoauth.api.oauth.client.Client;

/** Validates the requested scope against the scope of the client. */
final class BackchannelScopeValidator {

  private static final int MAX_SCOPES = 200;

  private BackchannelScopeValidator() {}

  /**
   * Returns the scope, which includes {@code openid} (CIBA section 7.1).
   *
   * @throws OAuthException {@code invalid_scope}
   */
  static Set<String> scope(Client client, String parameter) {
    Set<String> scope = new LinkedHashSet<>(Arrays.asList(parameter.strip().split(" +")));
    if (!client.grantTypes().contains("refresh_token")) {
      scope.remove("offline_access"); // Core section 11: ignored if the client cannot use it
    }
    if (!scope.contains("openid")) {
      throw OAuthException.invalidScope("The scope must contain openid.");
    }
    if (scope.size() > MAX_SCOPES) {
      throw OAuthException.invalidScope("scope must have at most " + MAX_SCOPES + " values.");
    }
    if (!client.scope().containsAll(scope)) {
      throw OAuthException.invalidScope(
          "The client is not registered for "
              + ScopeValueValidator.describeExcess(scope, client.scope())
              + ".");
    }
    return Set.copyOf(scope);
  }
}
