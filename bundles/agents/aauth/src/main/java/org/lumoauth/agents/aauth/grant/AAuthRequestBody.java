package org.lumoauth.agents.aauth.grant;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.web.ApiException;

/**
 * What was sent. Members that are not known are passed over.
 *
 * @param members the JSON object
 */
public record AAuthRequestBody(Map<String, Object> members) {

  /** The longest token that is looked at, in characters. */
  public static final int TOKEN = 16_384;

  /** The longest other text. */
  public static final int TEXT = 2000;

  /**
   * A text, or empty if it is absent.
   *
   * @throws ApiException 400 {@code invalid_request} if it is none, or too long
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
    throw ApiException.invalidRequest(name + " is a text of at most " + maxLength + " characters.");
  }

  /** A text that must be there. */
  public String required(String name, int maxLength) {
    return text(name, maxLength)
        .orElseThrow(() -> ApiException.invalidRequest(name + " is missing."));
  }
}
