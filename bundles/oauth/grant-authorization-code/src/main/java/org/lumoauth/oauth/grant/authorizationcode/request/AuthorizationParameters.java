/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;

/**
 * The parameters of an authorization request.
 *
 * @param values the values by parameter name, as received
 */
public record AuthorizationParameters(Map<String, List<String>> values) {

  private static final Set<String> REPEATABLE = Set.of("resource"); // RFC 8707 section 2
  private static final Set<String> JSON = Set.of("claims", "authorization_details");
  private static final int MAX_PARAMETERS = 100;
  private static final int MAX_TEXT = 2_048;
  private static final int MAX_JSON = 16_384;
  private static final int MAX_OBJECT = 65_536;

  /**
   * Returns the single value of a parameter. An empty value counts as absent (RFC 6749 section
   * 3.1).
   *
   * @throws OAuthException {@code invalid_request} if the parameter is repeated or too long
   */
  public Optional<String> one(String name) {
    List<String> all = all(name);
    if (all.size() > 1) {
      throw OAuthException.invalidRequest("The parameter " + name + " must not be repeated.");
    }
    if (!all.isEmpty() && all.get(0).length() > limit(name)) {
      throw OAuthException.invalidRequest(
          "The parameter " + name + " must have at most " + limit(name) + " characters.");
    }
    return all.stream().findFirst();
  }

  /** Returns all non-empty values of a parameter. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of()).stream().filter(text -> !text.isEmpty()).toList();
  }

  /** Returns the distinct items of a space-separated list. */
  public Set<String> items(String name) {
    return one(name)
        .<Set<String>>map(
            text -> {
              Set<String> items = new LinkedHashSet<>(Arrays.asList(text.strip().split(" +")));
              items.remove("");
              return items;
            })
        .orElse(Set.of());
  }

  /**
   * Validates rules that apply to all parameters, known or unknown.
   *
   * @throws OAuthException {@code invalid_request} if a rule is violated
   */
  public void requireWellFormed() {
    if (values.size() > MAX_PARAMETERS) {
      throw OAuthException.invalidRequest(
          "The request must have at most " + MAX_PARAMETERS + " parameters.");
    }
    values.forEach(AuthorizationParameters::requireWellFormed);
  }

  private static void requireWellFormed(String name, List<String> texts) {
    if (texts.size() > 1 && !REPEATABLE.contains(name)) { // RFC 6749 section 3.1
      throw OAuthException.invalidRequest("Only the parameter resource can be repeated.");
    }
    for (String text : texts) {
      if (text.length() > limit(name)) {
        throw OAuthException.invalidRequest(
            "A parameter must have at most " + limit(name) + " characters.");
      }
      if (!JSON.contains(name) && text.chars().anyMatch(Character::isISOControl)) {
        throw OAuthException.invalidRequest("A parameter must not contain control characters.");
      }
    }
  }

  private static int limit(String name) {
    if (name.equals("request")) {
      return MAX_OBJECT;
    }
    return JSON.contains(name) ? MAX_JSON : MAX_TEXT;
  }
}
