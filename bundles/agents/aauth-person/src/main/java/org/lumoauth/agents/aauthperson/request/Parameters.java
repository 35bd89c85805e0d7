package org.lumoauth.agents.aauthperson.request;

import java.util.Map;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;

/** Members of what was sent. */
public final class Parameters {

  private static final int MAX_LENGTH = 16_384;
  private static final int MAX_WORDS = 2_000;

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
}
