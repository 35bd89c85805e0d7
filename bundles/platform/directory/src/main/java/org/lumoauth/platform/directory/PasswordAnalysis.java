package org.lumoauth.platform.directory;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a guesser makes of a password: capitals and signs in place of letters change nothing, nor
 * does a little that is put around a word, nor saying a word twice.
 */
final class PasswordAnalysis {
  private static final int AROUND = 4;
  private static final int SHORTEST_WORD = 4;
  private static final int LONGEST_GUESS = 72;

  private static final Map<Integer, String> SIGNS_FOR_LETTERS =
      Map.of(
          (int) '@', "a", (int) '4', "a", (int) '0', "o", (int) '3', "e", (int) '1', "i", (int) '!',
          "i", (int) '$', "s", (int) '5', "s", (int) '7', "t");

  private final String text;

  PasswordAnalysis(String password) {
    this.text = normalize(password);
  }

  /** In normalization form KC and lower case: how lists and passwords are compared. */
  static String normalize(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /**
   * Characters, each code point one (section 3.1.1.2). Counted before and after normalization: one
   * sign that stands for a sentence is one character.
   */
  static int length(String password) {
    var normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
    return Math.min(
        password.codePointCount(0, password.length()), normal.codePointCount(0, normal.length()));
  }

  /** Whether one short piece is repeated all the way. */
  boolean isRepetition() {
    for (int unit = 1; unit < 2 * SHORTEST_WORD; unit++) {
      if (text.length() >= 2 * unit && text.regionMatches(unit, text, 0, text.length() - unit)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is one word or two, with no more than a little around. */
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
