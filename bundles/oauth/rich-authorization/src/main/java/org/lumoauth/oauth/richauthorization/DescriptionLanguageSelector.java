/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Selects the description template for a user's language. */
final class DescriptionLanguageSelector {

  private static final String USUAL = "en";

  private DescriptionLanguageSelector() {}

  /**
   * Returns the template in the user's language by lookup (RFC 4647 section 3.4), otherwise in
   * English, otherwise any.
   */
  static Optional<String> choose(Map<String, String> words, Locale locale) {
    List<Locale.LanguageRange> wanted =
        List.of(
            new Locale.LanguageRange(locale.toLanguageTag()), new Locale.LanguageRange(USUAL, 0.1));
    return Optional.ofNullable(Locale.lookupTag(wanted, words.keySet()))
        .flatMap(tag -> line(words, tag))
        .or(() -> words.values().stream().findFirst());
  }

  /** Returns the template of a language tag, which is in lower case. */
  private static Optional<String> line(Map<String, String> words, String tag) {
    return words.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(tag))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
