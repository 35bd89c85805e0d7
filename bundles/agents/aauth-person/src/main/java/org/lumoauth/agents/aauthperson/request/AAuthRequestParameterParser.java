/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;

/** Parses members of request bodies. */
public final class AAuthRequestParameterParser {

  private static final int MAX_LENGTH = 16_384;
  private static final int MAX_WORDS = 2_000;
  private static final int MAX_DEPTH = 16;
  private static final int MAX_VALUES = 500;

  /**
   * The limit for the names of all values together: each value is shown with the names of all
   * enclosing objects.
   */
  private static final int MAX_NAMES = 8_192;

  private static final ObjectMapper JSON = new ObjectMapper();

  private AAuthRequestParameterParser() {}

  /**
   * Returns a required string.
   *
   * @throws AAuthProblemException 400 {@code invalid_request}
   */
  public static String text(Map<String, Object> request, String name) {
    if (request.get(name) instanceof String text
        && !text.isEmpty()
        && text.length() <= MAX_LENGTH) {
      return text;
    }
    throw AAuthProblemException.invalid(name + " is missing.");
  }

  /**
   * Returns an agent's text that a person decides on: complete, or empty if absent.
   *
   * @throws AAuthProblemException 400 {@code invalid_request} if it is not a string, or too long to
   *     be shown
   */
  public static String whole(Map<String, Object> request, String name) {
    Object value = request.get(name);
    if (value == null || "".equals(value)) {
      return "";
    }
    if (value instanceof String text && text.length() <= MAX_LENGTH) {
      return text;
    }
    throw AAuthProblemException.invalid(
        name + " must be a string of at most " + MAX_LENGTH + " characters.");
  }

  /**
   * Returns an agent's text that no decision depends on: truncated if it is too long, empty if it
   * is not a string.
   */
  public static String words(Object value) {
    String words = value instanceof String text ? text : "";
    return words.length() > MAX_WORDS ? words.substring(0, MAX_WORDS) : words;
  }

  /**
   * Returns a JSON object that a person decides on, or that is written to the log: complete, or
   * empty if absent.
   *
   * @throws AAuthProblemException 400 {@code invalid_request} if it is not an object, or too large
   *     or too deep to be shown
   */
  @SuppressWarnings("unchecked") // the keys of a JSON object are always strings
  public static Map<String, Object> object(Map<String, Object> request, String name) {
    Object value = request.get(name);
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> object && length(object) <= MAX_LENGTH) {
      var shown = new DisplaySizeLimit();
      shown.add(object, 1, 0);
      if (shown.fits) {
        return (Map<String, Object>) object;
      }
    }
    throw AAuthProblemException.invalid(
        name
            + " must be a JSON object of at most "
            + MAX_LENGTH
            + " characters, "
            + MAX_VALUES
            + " values and "
            + MAX_DEPTH
            + " levels, names of at most "
            + MAX_NAMES
            + " characters in total, and finite numbers.");
  }

  /** The limit for the displayed size of an object. */
  private static final class DisplaySizeLimit {
    private boolean fits = true;
    private int values;
    private int names;

    private void add(Object value, int depth, int above) {
      if (depth > MAX_DEPTH && (value instanceof Map || value instanceof List)) {
        fits = false;
      } else if (value instanceof Map<?, ?> members && !members.isEmpty()) {
        members.forEach(
            (name, member) -> add(member, depth + 1, above + String.valueOf(name).length()));
      } else if (value instanceof List<?> items && !items.isEmpty()) {
        items.forEach(item -> add(item, depth + 1, above));
      } else {
        values++;
        names += above;
        fits &= values <= MAX_VALUES && names <= MAX_NAMES;
        fits &= !(value instanceof Double number) || Double.isFinite(number);
      }
    }
  }

  private static int length(Map<?, ?> object) {
    try {
      return JSON.writeValueAsString(object).length();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The parsed JSON cannot be serialized", e);
    }
  }
}
