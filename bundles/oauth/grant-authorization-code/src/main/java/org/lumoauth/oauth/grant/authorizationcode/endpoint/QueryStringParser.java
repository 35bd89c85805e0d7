/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.OAuthException;

/** Parses the query of a URL as a form, strictly (RFC 6749 appendix B). */
final class QueryStringParser {

  private QueryStringParser() {}

  /**
   * Returns the parameters. Parameters without a value are omitted (section 3.1).
   *
   * @throws OAuthException {@code invalid_request} if the query is malformed
   */
  static Map<String, List<String>> parse(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : (query == null ? "" : query).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0 && equals < pair.length() - 1) {
        parameters
            .computeIfAbsent(decoded(pair.substring(0, equals)), name -> new ArrayList<>(1))
            .add(decoded(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
      if (decoded.indexOf('\uFFFD') < 0
          && decoded.indexOf('\0') < 0) { // Reject invalid UTF-8 and NUL.
        return decoded;
      }
    } catch (IllegalArgumentException e) {
      // Refused below.
    }
    throw OAuthException.invalidRequest("The query of the URL must be percent-encoded UTF-8.");
  }
}
