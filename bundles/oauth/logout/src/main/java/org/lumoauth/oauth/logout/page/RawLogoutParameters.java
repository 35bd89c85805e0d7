/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout.page;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.api.oauth.OAuthException;

/**
 * The parameters of a request as received. An empty parameter counts as absent, and no parameter
 * may be repeated (RFC 6749 section 3.1).
 */
record RawLogoutParameters(Map<String, List<String>> values) {

  /** Sufficient for an encrypted ID token with many claims. */
  private static final int MAX_TOKEN = 16_384;

  private static final int MAX_TEXT = 2_048;

  /** Returns the query parameters. */
  static Map<String, List<String>> query(HttpServletRequest request) {
    return request.getParameterMap().entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey,
                entry -> Arrays.stream(entry.getValue()).filter(text -> !text.isEmpty()).toList()));
  }

  /**
   * Validates the rules that apply to all parameters.
   *
   * @throws OAuthException {@code invalid_request} if a parameter is repeated or too long
   */
  static RawLogoutParameters of(Map<String, List<String>> values) {
    values.forEach(
        (name, texts) -> {
          if (texts.size() > 1) {
            throw OAuthException.invalidRequest("Each parameter must be sent only once.");
          }
          int limit = name.equals(LogoutRequest.HINT) ? MAX_TOKEN : MAX_TEXT;
          if (texts.stream().anyMatch(text -> text.length() > limit)) {
            throw OAuthException.invalidRequest(
                "A parameter must have at most " + limit + " characters.");
          }
        });
    return new RawLogoutParameters(values);
  }

  /** Returns the value of a parameter. */
  Optional<String> one(String name) {
    return values.getOrDefault(name, List.of()).stream().findFirst();
  }
}
