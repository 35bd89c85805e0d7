/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.German2Stemmer;
import org.tartarus.snowball.ext.SpanishStemmer;

/** Translates the words of a German or Spanish question to English, word by word. */
final class LanguageGlossary {

  /** Kinds of words, in the order of precedence. */
  enum WordKind {
    NEGATION,
    JOINING,
    OTHERS,
    INFORMATION,
    FILLER,
    ADVERBS,
    VERBS,
    NOUNS,
    ADJECTIVES
  }

  /**
   * An entry for one or more words.
   *
   * @param kind the kind of the words
   * @param english the English translation; empty text if the words have no meaning of their own
   * @param length the number of words of the question that the entry covers
   * @param base the words as the glossary has them
   */
  record GlossaryEntry(WordKind kind, String english, int length, String base) {}

  private static final String EXACT = "=";
  private static final Pattern UMLAUT = Pattern.compile("[äöü]");
  private static final int MIN_UNACCENTED = 4;
  private static final int MAX_PHRASE = 5;
  private static final int MIN_COMPOUND_PART = 4;

  private final SentenceLanguage language;
  private final Map<String, GlossaryEntry> entries = new HashMap<>();
  private final SpellingCorrector spelling;

  /** Loads the glossary of a language other than English. */
  LanguageGlossary(SentenceLanguage language) {
    this.language = language;
    String file = "glossary-" + language.code() + ".txt";
    try (var stream = LanguageGlossary.class.getResourceAsStream(file);
        var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String section = "";
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("[")) {
          section = line.substring(1, line.length() - 1);
        } else if (!line.isBlank() && !line.startsWith("#")) {
          take(WordKind.valueOf(section), line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the file is part of this bundle
    }
    List.copyOf(entries.values()).stream()
        .filter(entry -> entry.base().length() >= MIN_UNACCENTED)
        .forEach(entry -> entries.putIfAbsent(EXACT + withoutAccents(entry.base()), entry));
    this.spelling =
        new SpellingCorrector(
            entries.values().stream()
                .filter(entry -> entry.length() == 1)
                .map(GlossaryEntry::base)
                .collect(Collectors.toSet()));
  }

  private void take(WordKind kind, String line) {
    int equal = line.indexOf('=');
    String english = equal < 0 ? "" : line.substring(equal + 1).strip();
    String[] sides = (equal < 0 ? line : line.substring(0, equal)).split(",");
    for (String side : sides) {
      String base = side.strip().toLowerCase(Locale.ROOT);
      List<String> words = List.of(base.split("\\s+"));
      var entry = new GlossaryEntry(kind, english, words.size(), base);
      entries.merge(EXACT + base, entry, LanguageGlossary::first);
      // A function word is compared as it is, because its stem may be that of another word.
      if (kind.compareTo(WordKind.FILLER) > 0) {
        entries.merge(stems(words), entry, LanguageGlossary::first);
      }
    }
  }

  private static GlossaryEntry first(GlossaryEntry one, GlossaryEntry other) {
    return one.kind().compareTo(other.kind()) <= 0 ? one : other;
  }

  /** Returns Spanish words as many people type them: "numero" instead of "número". */
  private String withoutAccents(String words) {
    return language == SentenceLanguage.SPANISH
        ? words
            .replace('á', 'a')
            .replace('é', 'e')
            .replace('í', 'i')
            .replace('ó', 'o')
            .replace('ú', 'u')
        : words;
  }

  private String stems(List<String> words) {
    return words.stream().map(this::stem).collect(Collectors.joining(" "));
  }

  /**
   * Returns the longest entry that begins at a word; empty if the word is unknown.
   *
   * @param words the words of the question in lower case
   */
  Optional<GlossaryEntry> find(List<String> words, int at) {
    for (int length = Math.min(MAX_PHRASE, words.size() - at); length > 0; length--) {
      List<String> part = words.subList(at, at + length);
      String exact = String.join(" ", part);
      var entry = entries.get(EXACT + exact);
      if (entry == null) {
        entry = entries.get(stems(part));
      }
      if (entry != null && isForm(exact, entry.base())) {
        return Optional.of(entry);
      }
    }
    String word = words.get(at);
    var formed =
        language == SentenceLanguage.GERMAN ? german(word) : Optional.<GlossaryEntry>empty();
    return formed.or(
        () ->
            spelling
                .correct(word)
                .filter(right -> !UMLAUT.matcher(word).find() || UMLAUT.matcher(right).find())
                .map(right -> entries.get(EXACT + right)));
  }

  /** Returns how many of the words are function words of the language. */
  long countFunctionWords(List<String> words) {
    return words.stream()
        .map(word -> entries.get(EXACT + word))
        .filter(entry -> entry != null && entry.kind().compareTo(WordKind.FILLER) <= 0)
        .count();
  }

  /** Infinitives with an infix, such as "abzusagen", and compounds, such as "Reisekosten". */
  private Optional<GlossaryEntry> german(String word) {
    int infix = word.indexOf("zu", 2);
    if (infix > 0) {
      var verb = entries.get(stem(word.substring(0, infix) + word.substring(infix + 2)));
      if (verb != null && verb.kind() == WordKind.VERBS) {
        return Optional.of(verb);
      }
    }
    for (int end = word.length() - MIN_COMPOUND_PART; end >= MIN_COMPOUND_PART; end--) {
      var last = entries.get(stem(word.substring(end)));
      var first = entries.get(stem(withoutLink(word.substring(0, end))));
      if (first == null) {
        first = entries.get(stem(word.substring(0, end)));
      }
      if (isNoun(first) && isNoun(last)) {
        return Optional.of(
            new GlossaryEntry(WordKind.NOUNS, first.english() + " " + last.english(), 1, word));
      }
    }
    return Optional.empty();
  }

  /** An umlaut belongs to a form only if its ending differs too: Verträge, but not Zählung. */
  private static boolean isForm(String word, String base) {
    return word.length() != base.length() || word.equals(base) || !UMLAUT.matcher(word).find();
  }

  private static boolean isNoun(GlossaryEntry entry) {
    return entry != null && entry.kind() == WordKind.NOUNS;
  }

  private static String withoutLink(String part) {
    return part.endsWith("s") || part.endsWith("n") ? part.substring(0, part.length() - 1) : part;
  }

  private String stem(String word) {
    SnowballStemmer stemmer =
        language == SentenceLanguage.GERMAN ? new German2Stemmer() : new SpanishStemmer();
    stemmer.setCurrent(word);
    stemmer.stem();
    return stemmer.getCurrent();
  }
}
