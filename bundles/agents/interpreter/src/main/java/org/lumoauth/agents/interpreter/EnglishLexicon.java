/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Classifies English words by their role in a question about permissions. */
final class EnglishLexicon {

  /** Roles of words that are not actions. */
  enum WordRole {
    NEGATION,
    JOINING,
    OTHERS,
    OTHERWISE,
    HAVE,
    ANY,
    POINTING,
    ARTICLE,
    IT,
    ATTRIBUTE,
    ACTING,
    ASKER,
    LETTING,
    BEING,
    RIGHT,
    ASKING,
    GRANTING,
    TELLING,
    FILLER;

    private static final Set<WordRole> DOUBTFUL = EnumSet.of(NEGATION, JOINING, OTHERS, OTHERWISE);

    /** Returns whether a word with this role prevents a decision about the question. */
    boolean isDoubtful() {
      return DOUBTFUL.contains(this);
    }
  }

  /**
   * Several words with one common meaning.
   *
   * @param parts the words, in the order of the text
   * @param stands the first word of their class
   */
  record LexiconPhrase(List<String> parts, String stands) {}

  private static final String FILE = "lexicon.txt";

  private final Map<String, WordRole> roles = new HashMap<>();
  private final Map<String, String> classes = new HashMap<>();
  private final Set<String> bases = new HashSet<>();
  private final List<LexiconPhrase> phrases = new ArrayList<>();
  private final SpellingCorrector spelling;

  /** Loads the lexicon. */
  EnglishLexicon(WordTokenizer words) {
    try (var stream = EnglishLexicon.class.getResourceAsStream(FILE);
        var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          take(line, words);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the file is part of this bundle
    }
    phrases.sort(Comparator.comparing(phrase -> -phrase.parts().size()));
    Set<String> verbs = new HashSet<>(bases);
    phrases.forEach(phrase -> verbs.add(phrase.parts().get(0)));
    this.spelling = new SpellingCorrector(verbs);
  }

  private void take(String line, WordTokenizer words) {
    int colon = line.indexOf(':');
    String name = line.substring(0, colon);
    String[] all = line.substring(colon + 1).trim().split(" ");
    boolean role = name.equals(name.toUpperCase(Locale.ROOT));
    for (String word : all) {
      if (word.contains("+")) {
        phrases.add(new LexiconPhrase(List.of(word.split("\\+")), all[0]));
      } else if (role) {
        roles.put(word, WordRole.valueOf(name));
      } else {
        classes.put(words.stem(word), name);
        bases.add(word);
      }
    }
  }

  /** Returns the role of a word; empty if it may be an action. */
  Optional<WordRole> role(WordToken token) {
    return Optional.ofNullable(roles.get(token.word()));
  }

  /** Returns the class of actions that a stem belongs to; empty if it is unknown. */
  Optional<String> actionClass(String stem) {
    return Optional.ofNullable(classes.get(stem));
  }

  /**
   * Returns whether a word requests an action and does not describe a completed one, as {@code
   * cancelled} does.
   */
  boolean asksToDo(WordToken token) {
    return bases.contains(token.word())
        || token.word().equals(token.stem())
        || token.word().endsWith("ing");
  }

  /** Returns the verb that an unknown word probably means. */
  Optional<String> correctedVerb(String word) {
    return spelling.correct(word);
  }

  /** Returns whether a word is the base form of a known verb. */
  boolean isVerb(String word) {
    return bases.contains(word);
  }

  /** Returns whether a phrase begins with this stem. */
  boolean beginsPhrase(String stem) {
    return phrases.stream().anyMatch(phrase -> phrase.parts().get(0).equals(stem));
  }

  /** Replaces each phrase by the single word that it means. */
  List<WordToken> joinPhrases(List<WordToken> tokens, WordTokenizer words) {
    List<WordToken> joined = new ArrayList<>();
    for (int at = 0; at < tokens.size(); ) {
      int here = at;
      var phrase = phrases.stream().filter(each -> begins(tokens, here, each)).findFirst();
      String word = phrase.map(LexiconPhrase::stands).orElse(tokens.get(at).word());
      joined.add(phrase.isPresent() ? new WordToken(word, words.stem(word)) : tokens.get(at));
      at += phrase.map(each -> each.parts().size()).orElse(1);
    }
    return joined;
  }

  private static boolean begins(List<WordToken> tokens, int at, LexiconPhrase phrase) {
    var parts = phrase.parts();
    if (at + parts.size() > tokens.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      var token = tokens.get(at + i);
      boolean same =
          token.word().equals(parts.get(i)) || i == 0 && token.stem().equals(parts.get(i));
      if (!same) {
        return false;
      }
    }
    return true;
  }
}
