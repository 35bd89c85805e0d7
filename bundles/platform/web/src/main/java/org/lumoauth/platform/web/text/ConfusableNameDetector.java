/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Detects names that can be mistaken for another name because their letters look alike (UTS 39). A
 * name is suspicious if one of its words mixes scripts beyond the level "highly restrictive"
 * (section 5.2), consists of letters of another script that all look Latin (section 4), has letters
 * that only look like ASCII, such as mathematical ones, or has invisible characters.
 */
public final class ConfusableNameDetector {

  private static final int EMOJI_STYLE = 0xFE0F;
  private static final int JOINER = 0x200D;

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{So}]+");

  /** Scripts that may be combined, also with Latin (section 5.2). */
  private static final List<Set<UnicodeScript>> TOGETHER =
      List.of(
          EnumSet.of(
              UnicodeScript.LATIN,
              UnicodeScript.HAN,
              UnicodeScript.HIRAGANA,
              UnicodeScript.KATAKANA),
          EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
          EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL));

  /** Scripts with many letters that look Latin. */
  private static final Set<UnicodeScript> LATIN_SHAPED =
      EnumSet.of(
          UnicodeScript.CYRILLIC,
          UnicodeScript.GREEK,
          UnicodeScript.ARMENIAN,
          UnicodeScript.CHEROKEE,
          UnicodeScript.COPTIC,
          UnicodeScript.LISU);

  /** Letters that look Latin in most fonts although the confusables table does not list them. */
  private static final String LATIN_ENOUGH = "\u0413\u04BA\u0548\u051A\u0575";

  private static final Pattern LATIN = Pattern.compile("[A-Za-z0-9]+");

  private ConfusableNameDetector() {}

  /** Returns whether the name can be mistaken for another one. */
  public static boolean isSuspicious(String name) {
    if (hidesCharacters(name)) {
      return true;
    }
    String[] words = BETWEEN_WORDS.split(name);
    boolean latin = false;
    boolean shaped = false;
    boolean other = false;
    for (String word : words) {
      if (mixes(word) || word.codePoints().anyMatch(ConfusableNameDetector::looksAscii)) {
        return true;
      }
      if (word.codePoints().anyMatch(Character::isLetter)) {
        boolean isLatin = scripts(word).contains(UnicodeScript.LATIN);
        boolean isShaped =
            !isLatin && word.codePoints().allMatch(ConfusableNameDetector::hasLatinShape);
        latin |= isLatin;
        shaped |= isShaped;
        other |= !isLatin && !isShaped;
      }
    }
    return shaped && (latin || !other);
  }

  private static boolean mixes(String word) {
    Set<UnicodeScript> scripts = scripts(word);
    return scripts.size() > 1 && TOGETHER.stream().noneMatch(set -> set.containsAll(scripts));
  }

  private static Set<UnicodeScript> scripts(String word) {
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    word.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
    scripts.removeAll(EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED));
    return scripts;
  }

  private static boolean hasLatinShape(int point) {
    return !Character.isLetter(point)
        || LATIN_ENOUGH.indexOf(point) >= 0
        || LATIN_SHAPED.contains(UnicodeScript.of(point))
            && LATIN.matcher(NameSkeletonReducer.of(Character.toString(point))).matches();
  }

  /**
   * Emoji use variation selectors and joiners; no other readable text needs invisible characters.
   */
  private static boolean hidesCharacters(String name) {
    boolean afterSymbol = false;
    for (int point : name.codePoints().toArray()) {
      boolean isHidden =
          !DisplayNameValidator.isVisible(point) || UntrustedTextEscaper.isSelector(point);
      if (isHidden && !(afterSymbol && (point == EMOJI_STYLE || point == JOINER))) {
        return true;
      }
      afterSymbol = isHidden ? afterSymbol : isEmoji(point);
    }
    return false;
  }

  private static boolean isEmoji(int point) {
    int type = Character.getType(point);
    return type == Character.OTHER_SYMBOL || type == Character.MODIFIER_SYMBOL && point > 0xFFFF;
  }

  /** Full-width letters are usual in Japanese text; other compatibility letters are not. */
  private static boolean looksAscii(int point) {
    if (point < 0x80 || point >= 0xFF01 && point <= 0xFF5E || isSuperscript(point)) {
      return false;
    }
    String plain = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC);
    return plain.length() == 1 && plain.matches("[A-Za-z0-9]");
  }

  /** Superscripts as in ordinals (1ª) and units (m²). */
  private static boolean isSuperscript(int point) {
    return point == 0xAA || point == 0xBA || point == 0xB2 || point == 0xB3 || point == 0xB9;
  }
}
