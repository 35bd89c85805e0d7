package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthException;

/** The scope that a request asks for (RFC 6749 section 3.3, OpenID Connect Core section 5.4). */
final class AuthorizationScopeParser {

  static final String OPENID = "openid";
  static final String OFFLINE_ACCESS = "offline_access";

  private static final Pattern TOKEN = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,256}");
  private static final int MAX_SCOPES = 200;

  private AuthorizationScopeParser() {}

  /**
   * What is asked for. Without {@code scope} that is what the client is registered for, but for
   * what has to be asked for by name.
   *
   * @throws OAuthException {@code invalid_scope}
   */
  static Set<String> of(Client client, Set<String> asked) {
    Set<String> scope = new LinkedHashSet<>(asked);
    if (scope.isEmpty()) {
      scope.addAll(client.scope());
      scope.remove(OPENID);
      scope.remove(OFFLINE_ACCESS);
    }
    if (!client.grantTypes().contains("refresh_token")) {
      scope.remove(OFFLINE_ACCESS); // Core section 11: ignored where it could mean nothing
    }
    if (scope.isEmpty() || scope.size() > MAX_SCOPES) {
      throw OAuthException.invalidScope(
          "Ask for some of the scopes that the client is registered for.");
    }
    for (String one : scope) {
      if (!TOKEN.matcher(one).matches()) {
        throw OAuthException.invalidScope("The scope is malformed.");
      }
      if (!client.scope().contains(one)) {
        throw OAuthException.invalidScope("The client may not have one of the scopes.");
      }
    }
    return Set.copyOf(scope);
  }
}
