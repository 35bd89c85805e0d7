/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode.endpoint;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;
import org.lumoauth.api.oauth.client.Client;

/** Determines the scopes that a device requests, within the limits of its client. */
final class DeviceScopePolicy {

  private static final int MAX_SCOPES = 200;

  private DeviceScopePolicy() {}

  /**
   * Returns the requested scopes. Without {@code scope}, returns the scopes that the client is
   * registered for, except those that must be requested explicitly.
   *
   * @throws OAuthException {@code invalid_scope} if a scope is malformed or not allowed
   */
  static Set<String> scope(Client client, OAuthRequest request) {
    Set<String> scope = new LinkedHashSet<>();
    request
        .parameter("scope")
        .ifPresent(text -> scope.addAll(Arrays.asList(text.strip().split(" +"))));
    if (scope.isEmpty()) {
      scope.addAll(client.scope());
      scope.removeAll(Set.of("openid", "offline_access"));
    }
    if (!client.grantTypes().contains("refresh_token")) {
      scope.remove(
          "offline_access"); // Core section 11: offline_access is ignored if it has no effect
    }
    if (scope.isEmpty() || scope.size() > MAX_SCOPES) {
      throw OAuthException.invalidScope(
          "The request must contain 1 to "
              + MAX_SCOPES
              + " scopes that the client is registered for.");
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
