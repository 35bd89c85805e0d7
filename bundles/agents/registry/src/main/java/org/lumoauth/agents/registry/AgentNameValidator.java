/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.text.DisplayNameValidator;

/**
 * Validates agent names. People approve and revoke by these names, so deceptive names are rejected:
 * invisible and direction-changing characters, and words that mix scripts with similar letters.
 */
public final class AgentNameValidator {

  public static final int MAX_NAME = 200;
  static final int MAX_DESCRIPTION = 2000;

  private static final Set<UnicodeScript> ALIKE =
      EnumSet.of(UnicodeScript.LATIN, UnicodeScript.CYRILLIC, UnicodeScript.GREEK);

  private AgentNameValidator() {}

  /**
   * Returns the name in composed form (NFC) without surrounding space.
   *
   * @throws ApiException 400 if it is missing, 422 {@code validation_error} if it is not acceptable
   */
  public static String checkedName(String name) {
    if (name == null || name.isBlank()) {
      throw ApiException.invalidRequest("The agent has no name. Send {\"name\": \"…\"}.");
    }
    var composed = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    requireLength("name", composed, MAX_NAME);
    requireVisible("name", composed, false);
    for (String word : composed.split("[^\\p{L}]+")) {
      requireOneScript(word);
    }
    return composed;
  }

  /** Returns the description; empty if it is blank. */
  public static Optional<String> checkedDescription(Optional<String> description) {
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
          field, "The " + field + " must have at most " + most + " characters.");
    }
  }

  private static void requireVisible(String field, String text, boolean linesAllowed) {
    boolean visible =
        text.codePoints()
            .filter(c -> !linesAllowed || c != '\n' && c != '\r' && c != '\t')
            .allMatch(c -> DisplayNameValidator.isVisible(Character.toString(c)));
    if (!visible) {
      throw ApiException.invalid(
          field,
          "The "
              + field
              + " must not contain control, invisible or direction-changing characters.");
    }
  }

  private static void requireOneScript(String word) {
    long scripts =
        word.codePoints().mapToObj(UnicodeScript::of).filter(ALIKE::contains).distinct().count();
    if (scripts > 1) {
      throw ApiException.invalid(
          "name", "A word in the name must not mix scripts with similar letters.");
    }
  }
}
