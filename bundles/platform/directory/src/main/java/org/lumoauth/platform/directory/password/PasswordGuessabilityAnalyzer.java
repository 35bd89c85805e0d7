/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.password;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Analyzes a password as a guessing attacker would: capitals, characters that replace letters,
 * short additions around a word and repetition do not make it stronger.
 */
final class PasswordGuessabilityAnalyzer {
  private static final int AROUND = 4;
  private static final int SHORTEST_WORD = 4;
  private static final int LONGEST_GUESS = 72;

  private static final Map<Integer, String> SIGNS_FOR_LETTERS =
      Map.of(
          (int) '@', "a", (int) '4', "a", (int) '0', "o", (int) '3', "e", (int) '1', "i", (int) '!',
          "i", (int) '$', "s", (int) '5', "s", (int) '7', "t");

  private final String text;

  PasswordGuessabilityAnalyzer(String password) {
    this.text = normalize(password);
  }

  /** Returns the text in normalization form KC and lower case, for comparison with lists. */
  static String normalize(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /**
   * Counts characters by code points (section 3.1.1.2). Uses the smaller count before and after
   * normalization, because one character may normalize to many.
   */
  static int length(String password) {
    var normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
    return Math.min(
        password.codePointCount(0, password.length()), normal.codePointCount(0, normal.length()));
  }

  /** Returns whether the password repeats one short piece. */
  boolean isRepetition() {
    for (int unit = 1; unit < 2 * SHORTEST_WORD; unit++) {
      if (text.length() >= 2 * unit && text.regionMatches(unit, text, 0, text.length() - unit)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether the password is one or two words, with only short additions. */
  boolean consistsOf(Predicate<String> word) {
    return text.length() <= LONGEST_GUESS
        && (coresAreWords(text, word) || coresAreWords(letters(), word));
  }

  private static boolean coresAreWords(String whole, Predicate<String> word) {
    if (word.test(whole)) {
      return true;
    }
    for (int start = 0; start <= AROUND; start++) {
      for (int end = whole.length(); end >= whole.length() - AROUND + start; end--) {
        if (end - start >= SHORTEST_WORD && oneOrTwo(whole.substring(start, end), word)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean oneOrTwo(String core, Predicate<String> word) {
    if (word.test(core)) {
      return true;
    }
    for (int split = SHORTEST_WORD; split <= core.length() - SHORTEST_WORD; split++) {
      if (word.test(core.substring(0, split)) && word.test(core.substring(split))) {
        return true;
      }
    }
    return false;
  }

  private String letters() {
    return text.codePoints()
        .mapToObj(sign -> SIGNS_FOR_LETTERS.getOrDefault(sign, Character.toString(sign)))
        .collect(Collectors.joining());
  }
}
