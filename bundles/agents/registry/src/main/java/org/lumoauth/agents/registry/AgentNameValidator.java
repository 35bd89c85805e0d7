package org.lumoauth.agents.registry;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.DisplayNameValidator;

/**
 * What an agent may be called. People approve and revoke by these names, so nothing is accepted
 * that shows as something else: invisible and direction-changing characters, and words that mix
 * scripts whose letters look alike.
 */
final class AgentNameValidator {

  static final int MAX_NAME = 200;
  static final int MAX_DESCRIPTION = 2000;

  private static final Set<UnicodeScript> ALIKE =
      EnumSet.of(UnicodeScript.LATIN, UnicodeScript.CYRILLIC, UnicodeScript.GREEK);

  private AgentNameValidator() {}

  /**
   * The name in composed form without surrounding space.
   *
   * @throws ApiException 400 if it is missing, 422 {@code validation_error} if it can't be accepted
   */
  static String checkedName(String name) {
    if (name == null || name.isBlank()) {
      throw ApiException.invalidRequest("An agent needs a name: send {\"name\": \"…\"}.");
    }
    var composed = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    requireLength("name", composed, MAX_NAME);
    requireVisible("name", composed, false);
    for (String word : composed.split("[^\\p{L}]+")) {
      requireOneScript(word);
    }
    return composed;
  }

  /** The description, empty if it is blank. */
  static Optional<String> checkedDescription(Optional<String> description) {
    var text = description.map(String::strip).filter(some -> !some.isEmpty());
    text.ifPresent(
        some -> {
          requireLength("description", some, MAX_DESCRIPTION);
          requireVisible("description", some, true);
        });
    return text;
  }

  private static void requireLength(String field, String text, int most) {
    if (text.length() > most) {
      throw ApiException.invalid(
          field, "The " + field + " is at most " + most + " characters long.");
    }
  }

  private static void requireVisible(String field, String text, boolean linesAllowed) {
    boolean visible =
        text.codePoints()
            .filter(c -> !linesAllowed || c != '\n' && c != '\r' && c != '\t')
            .allMatch(c -> DisplayNameValidator.isVisible(Character.toString(c)));
    if (!visible) {
      throw ApiException.invalid(
          field, "The " + field + " has control, invisible or direction-changing characters.");
    }
  }

  private static void requireOneScript(String word) {
    long scripts =
        word.codePoints().mapToObj(UnicodeScript::of).filter(ALIKE::contains).distinct().count();
    if (scripts > 1) {
      throw ApiException.invalid(
          "name", "A word of the name mixes scripts whose letters look alike.");
    }
  }
}
