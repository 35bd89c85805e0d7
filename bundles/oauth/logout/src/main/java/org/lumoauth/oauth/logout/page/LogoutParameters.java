package org.lumoauth.oauth.logout.page;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.api.oauth.OAuthException;

/**
 * Parameters as they were sent. A parameter without a value counts as left out, and none may be
 * repeated (RFC 6749 section 3.1).
 */
record LogoutParameters(Map<String, List<String>> values) {

  /** That of an ID token with many claims, encrypted. */
  private static final int MAX_TOKEN = 16_384;

  private static final int MAX_TEXT = 2_048;

  /** Those of the query. */
  static Map<String, List<String>> query(HttpServletRequest request) {
    return request.getParameterMap().entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey,
                entry -> Arrays.stream(entry.getValue()).filter(text -> !text.isEmpty()).toList()));
  }

  /**
   * Checks what goes for all of them.
   *
   * @throws OAuthException {@code invalid_request} if one is repeated or longer than anything
   *     sensible
   */
  static LogoutParameters of(Map<String, List<String>> values) {
    values.forEach(
        (name, texts) -> {
          if (texts.size() > 1) {
            throw OAuthException.invalidRequest("A parameter is repeated.");
          }
          int limit = name.equals(LogoutRequest.HINT) ? MAX_TOKEN : MAX_TEXT;
          if (texts.stream().anyMatch(text -> text.length() > limit)) {
            throw OAuthException.invalidRequest("A parameter is too long.");
          }
        });
    return new LogoutParameters(values);
  }

  /** The value of a parameter. */
  Optional<String> one(String name) {
    return values.getOrDefault(name, List.of()).stream().findFirst();
  }
}
