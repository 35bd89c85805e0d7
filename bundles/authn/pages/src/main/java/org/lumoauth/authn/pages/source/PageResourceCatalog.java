/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.source;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lumoauth.api.page.HtmlPageSource;

/**
 * The pages of all active sources at one time. Immutable; a change of sources creates a new
 * catalog.
 */
public final class PageResourceCatalog {

  /**
   * The message with the language's name in that language; a language without it is not offered.
   */
  public static final String ENDONYM = "pages.language";

  private final List<HtmlPageSource> sources;
  private final Map<Locale, Map<String, String>> messages;
  private final Map<Locale, String> languages;

  /**
   * @param sources the sources in order of precedence
   */
  public PageResourceCatalog(List<HtmlPageSource> sources) {
    this.sources = List.copyOf(sources);
    this.messages = messages(sources);
    this.languages = languages(messages);
  }

  private static Map<Locale, Map<String, String>> messages(List<HtmlPageSource> sources) {
    Map<Locale, Map<String, String>> all = new HashMap<>();
    for (HtmlPageSource source : sources) {
      for (Locale language : source.languages()) {
        Map<String, String> known = all.computeIfAbsent(language, any -> new HashMap<>());
        source.messages(language).forEach(known::putIfAbsent);
      }
    }
    return all;
  }

  private static Map<Locale, String> languages(Map<Locale, Map<String, String>> messages) {
    Map<String, Locale> byTag = new TreeMap<>();
    messages.forEach(
        (locale, known) -> {
          if (known.containsKey(ENDONYM)) {
            byTag.put(locale.toLanguageTag(), locale);
          }
        });
    Map<Locale, String> languages = new java.util.LinkedHashMap<>();
    byTag.values().forEach(locale -> languages.put(locale, messages.get(locale).get(ENDONYM)));
    return java.util.Collections.unmodifiableMap(languages);
  }

  /** Returns whether it was built from exactly these sources. */
  boolean isOf(List<HtmlPageSource> others) {
    return sources.equals(others);
  }

  /** Returns the text of a template. */
  public Optional<String> template(String name) {
    return sources.stream().flatMap(source -> source.template(name).stream()).findFirst();
  }

  /** Returns the languages that readers can choose, ordered by tag, with their own names. */
  public Map<Locale, String> languages() {
    return languages;
  }

  /** Returns the pattern of a message in exactly this language. */
  public Optional<String> message(Locale language, String key) {
    return Optional.ofNullable(messages.getOrDefault(language, Map.of()).get(key));
  }

  /** Returns all message keys of a language. */
  public Set<String> keys(Locale language) {
    return new TreeSet<>(messages.getOrDefault(language, Map.of()).keySet());
  }
}
