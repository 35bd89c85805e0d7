package org.lumoauth.oauth.richauthorization;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which of the declared lines a reader gets. */
final class DescriptionLanguageSelector {

  private static final String USUAL = "en";

  private DescriptionLanguageSelector() {}

  /** The reader's language, as RFC 4647 section 3.4 looks it up; else English; else any. */
  static Optional<String> choose(Map<String, String> words, Locale locale) {
    List<Locale.LanguageRange> wanted =
        List.of(
            new Locale.LanguageRange(locale.toLanguageTag()), new Locale.LanguageRange(USUAL, 0.1));
    return Optional.ofNullable(Locale.lookupTag(wanted, words.keySet()))
        .flatMap(tag -> line(words, tag))
        .or(() -> words.values().stream().findFirst());
  }

  /** The tag comes back in lower case. */
  private static Optional<String> line(Map<String, String> words, String tag) {
    return words.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(tag))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
