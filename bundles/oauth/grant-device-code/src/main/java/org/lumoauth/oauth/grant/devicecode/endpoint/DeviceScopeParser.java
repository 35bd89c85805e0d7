package org.lumoauth.oauth.grant.devicecode.endpoint;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;

/** What a device asks for, within what its client may have. */
final class DeviceScopeParser {

  private static final int MAX_SCOPES = 200;

  private DeviceScopeParser() {}

  /**
   * The scopes. Without {@code scope} that is what the client is registered for, but for what has
   * to be asked for by name.
   *
   * @throws OAuthException {@code invalid_scope}
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
      throw OAuthException.invalidScope(
          "Ask for some of the scopes that the client is registered for.");
    }
    if (!client.scope().containsAll(scope)) {
      throw OAuthException.invalidScope("The client may not have one of the scopes.");
    }
    return Set.copyOf(scope);
  }
}
