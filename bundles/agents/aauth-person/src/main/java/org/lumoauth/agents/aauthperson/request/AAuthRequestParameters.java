package org.lumoauth.agents.aauthperson.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;

/** Members of what was sent. */
public final class AAuthRequestParameters {

  private static final int MAX_LENGTH = 16_384;
  private static final int MAX_WORDS = 2_000;
  private static final int MAX_DEPTH = 16;
  private static final int MAX_VALUES = 500;

  /** Of all values together: each is shown with the names of all that it is inside of. */
  private static final int MAX_NAMES = 8_192;

  private static final ObjectMapper JSON = new ObjectMapper();

  private AAuthRequestParameters() {}

  /**
   * A text that must be there.
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
   * Words of an agent that a person decides by: whole, or empty where there are none.
   *
   * @throws AAuthProblemException 400 {@code invalid_request} if they are no text, or too long to
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
        name + " is text of at most " + MAX_LENGTH + " characters.");
  }

  /**
   * Words of an agent that nothing depends on: what is too long is cut, what is no text is nothing.
   */
  public static String words(Object value) {
    String words = value instanceof String text ? text : "";
    return words.length() > MAX_WORDS ? words.substring(0, MAX_WORDS) : words;
  }

  /**
   * A JSON object that a person decides by, or that goes on record: whole, or empty where there is
   * none.
   *
   * @throws AAuthProblemException 400 {@code invalid_request} if it is no object, or too large or
   *     too deep to be shown
   */
  @SuppressWarnings("unchecked") // members of a JSON object are named by text
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
            + " is a JSON object of at most "
            + MAX_LENGTH
            + " characters, "
            + MAX_VALUES
            + " values and "
            + MAX_DEPTH
            + " levels, with names that are not too long, and numbers that have an end.");
  }

  /** How much a page shows of an object. */
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
      throw new IllegalArgumentException("what was read as JSON is none", e);
    }
  }
}
