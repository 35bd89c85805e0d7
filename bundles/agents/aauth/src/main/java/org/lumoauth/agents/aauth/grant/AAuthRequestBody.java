/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.grant;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.web.ApiException;

/**
 * The body of a request. Unknown members are ignored.
 *
 * @param members the JSON object
 */
public record AAuthRequestBody(Map<String, Object> members) {

  /** The maximum length of a token, in characters. */
  public static final int TOKEN = 16_384;

  /** The maximum length of other texts. */
  public static final int TEXT = 2000;

  /**
   * Returns a string, or empty if it is absent.
   *
   * @throws ApiException 400 {@code invalid_request} if it is not a string, or too long
   */
  public Optional<String> text(String name, int maxLength) {
    Object value = members.get(name);
    if (value == null || "".equals(value)) {
      return Optional.empty();
    }
    if (value instanceof String text
        && text.length() <= maxLength
        && text.chars().noneMatch(Character::isISOControl)) {
      return Optional.of(text);
    }
    throw ApiException.invalidRequest(
        name + " must be a string of at most " + maxLength + " characters.");
  }

  /** Returns a required string. */
  public String required(String name, int maxLength) {
    return text(name, maxLength)
        .orElseThrow(() -> ApiException.invalidRequest(name + " is missing."));
  }
}
