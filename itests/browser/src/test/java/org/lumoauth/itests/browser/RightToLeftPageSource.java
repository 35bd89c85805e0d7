/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.browser;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.page.HtmlPageSource;

/**
 * A language that is read from right to left, as a module would bring it: the English words, letter
 * by letter in Arabic.
 */
record RightToLeftPageSource(List<SourceFolderPageSource> english) implements HtmlPageSource {
  static final String LANGUAGE = "ar";
  private static final String LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنه";

  @Override
  public Optional<String> template(String name) {
    return Optional.empty();
  }

  @Override
  public Set<Locale> languages() {
    return Set.of(Locale.forLanguageTag(LANGUAGE));
  }

  @Override
  public Map<String, String> messages(Locale locale) {
    Map<String, String> words = new HashMap<>();
    if (languages().contains(locale)) {
      english.forEach(
          source ->
              source
                  .messages(Locale.ENGLISH)
                  .forEach((key, pattern) -> words.put(key, mirrored(pattern))));
    }
    return words;
  }

  /** Arguments of a pattern stay as they are. */
  private static String mirrored(String pattern) {
    StringBuilder written = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char each = pattern.charAt(i);
      depth += each == '{' ? 1 : each == '}' ? -1 : 0;
      int letter = Character.toLowerCase(each) - 'a';
      boolean known = depth == 0 && letter >= 0 && letter < LETTERS.length();
      written.append(known ? LETTERS.charAt(letter) : each);
    }
    return written.toString();
  }
}
