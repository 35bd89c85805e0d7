package org.lumoauth.oauth.grant.devicecode.endpoint;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.OAuthRequest;

/** What a device asks for, within what its client may have. */
final class RequestedAccess {

  private static final int MAX_SCOPES = 200;

  private RequestedAccess() {}

  /**
   * The scopes. Without {@code scope} that is what the client is registered for, but for what has
   * to be asked for by name.
   *
   * @throws OAuthError {@code invalid_scope}
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
      scope.remove("offline_access"); // Core section 11: ignored where it could mean nothing
    }
    if (scope.isEmpty() || scope.size() > MAX_SCOPES) {
      throw OAuthError.invalidScope(
          "Ask for some of the scopes that the client is registered for.");
    }
    if (!client.scope().containsAll(scope)) {
      throw OAuthError.invalidScope("The client may not have one of the scopes.");
    }
    return Set.copyOf(scope);
  }
}
