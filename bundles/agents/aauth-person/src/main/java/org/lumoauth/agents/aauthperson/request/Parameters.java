package org.lumoauth.agents.aauthperson.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;

/** Members of what was sent. */
public final class Parameters {

  private static final int MAX_LENGTH = 16_384;
  private static final int MAX_WORDS = 2_000;
  private static final int MAX_DEPTH = 16;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Parameters() {}

  /**
   * A text that must be there.
   *
   * @throws DraftProblem 400 {@code invalid_request}
   */
  public static String text(Map<String, Object> request, String name) {
    if (request.get(name) instanceof String text
        && !text.isEmpty()
        && text.length() <= MAX_LENGTH) {
      return text;
    }
    throw DraftProblem.invalid(name + " is missing.");
  }

  /**
   * Words of an agent that a person decides by: whole, or empty where there are none.
   *
   * @throws DraftProblem 400 {@code invalid_request} if they are no text, or too long to be shown
   */
  public static String whole(Map<String, Object> request, String name) {
    Object value = request.get(name);
    if (value == null || "".equals(value)) {
      return "";
    }
    if (value instanceof String text && text.length() <= MAX_LENGTH) {
      return text;
    }
    throw DraftProblem.invalid(name + " is text of at most " + MAX_LENGTH + " characters.");
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
   * @throws DraftProblem 400 {@code invalid_request} if it is no object, or too large or too deep
   *     to be shown
   */
  @SuppressWarnings("unchecked") // members of a JSON object are named by text
  public static Map<String, Object> object(Map<String, Object> request, String name) {
    Object value = request.get(name);
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> object && fits(object, 1) && length(object) <= MAX_LENGTH) {
      return (Map<String, Object>) object;
    }
    throw DraftProblem.invalid(
        name
            + " is a JSON object of at most "
            + MAX_LENGTH
            + " characters and "
            + MAX_DEPTH
            + " levels, with numbers that have an end.");
  }

  private static boolean fits(Object value, int depth) {
    if (value instanceof Map<?, ?> members) {
      return depth <= MAX_DEPTH && members.values().stream().allMatch(of -> fits(of, depth + 1));
    }
    if (value instanceof List<?> items) {
      return depth <= MAX_DEPTH && items.stream().allMatch(of -> fits(of, depth + 1));
    }
    return !(value instanceof Double number) || Double.isFinite(number);
  }

  private static int length(Map<?, ?> object) {
    try {
      return JSON.writeValueAsString(object).length();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("what was read as JSON is none", e);
    }
  }
}
