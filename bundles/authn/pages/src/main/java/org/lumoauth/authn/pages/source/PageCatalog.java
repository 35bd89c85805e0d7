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
 * The pages of the sources that are in charge at one moment. Nothing in it changes; when sources
 * come or go there is another.
 */
public final class PageCatalog {

  /** The message that names a language in itself; without it a language is not offered. */
  public static final String ENDONYM = "pages.language";

  private final List<HtmlPageSource> sources;
  private final Map<Locale, Map<String, String>> messages;
  private final Map<Locale, String> languages;

  /**
   * @param sources in the order in which they win
   */
  public PageCatalog(List<HtmlPageSource> sources) {
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

  /** Whether it was made of these very sources. */
  boolean isOf(List<HtmlPageSource> others) {
    return sources.equals(others);
  }

  /** The text of a template. */
  public Optional<String> template(String name) {
    return sources.stream().flatMap(source -> source.template(name).stream()).findFirst();
  }

  /** The languages that readers may choose, in the order of their tags, with their own names. */
  public Map<Locale, String> languages() {
    return languages;
  }

  /** The pattern of a message in exactly this language. */
  public Optional<String> message(Locale language, String key) {
    return Optional.ofNullable(messages.getOrDefault(language, Map.of()).get(key));
  }

  /** All keys that there are in a language. */
  public Set<String> keys(Locale language) {
    return new TreeSet<>(messages.getOrDefault(language, Map.of()).keySet());
  }
}
