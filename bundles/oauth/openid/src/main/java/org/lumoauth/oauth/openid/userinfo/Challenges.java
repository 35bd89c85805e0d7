package org.lumoauth.oauth.openid.userinfo;

import java.util.Map;
import org.lumoauth.api.oauth.OAuthError;

/** Refusals of a protected resource (RFC 6750 section 3). */
final class Challenges {

  private static final String NAME = "WWW-Authenticate";
  private static final String PLAIN = "Bearer realm=\"lumoauth\"";

  private Challenges() {}

  static OAuthError of(int status, String code, String description) {
    String challenge =
        PLAIN + ", error=\"" + code + "\", error_description=\"" + description + "\"";
    return new OAuthError(status, code, description, Map.of(NAME, challenge));
  }

  /** Section 3.1: whoever sent no token is told of no error. */
  static OAuthError missing() {
    return new OAuthError(401, "invalid_token", "An access token is needed.", Map.of(NAME, PLAIN));
  }

  static OAuthError scope(String scope) {
    String description = "The access token has not the scope " + scope + ".";
    String challenge =
        PLAIN
            + ", error=\"insufficient_scope\", error_description=\""
            + description
            + "\", scope=\""
            + scope
            + "\"";
    return new OAuthError(403, "insufficient_scope", description, Map.of(NAME, challenge));
  }
}
