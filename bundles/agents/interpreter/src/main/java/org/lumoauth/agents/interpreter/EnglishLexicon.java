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

/** Words of English by what they do in a question about permissions. */
final class EnglishLexicon {

  /** Classes of words that are no actions. */
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

    /** Whether a word that does this makes a question one that nothing is decided of. */
    boolean isDoubtful() {
      return DOUBTFUL.contains(this);
    }
  }

  /**
   * Several words that stand for one.
   *
   * @param parts as they stand in the text
   * @param stands the first word of their class
   */
  record LexiconPhrase(List<String> parts, String stands) {}

  private static final String FILE = "lexicon.txt";

  private final Map<String, WordRole> roles = new HashMap<>();
  private final Map<String, String> classes = new HashMap<>();
  private final Set<String> bases = new HashSet<>();
  private final List<LexiconPhrase> phrases = new ArrayList<>();

  /** Reads the words. */
  EnglishLexicon(WordTokenizer words) {
    try (var stream = EnglishLexicon.class.getResourceAsStream(FILE);
        var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          take(line, words);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it is part of this bundle
    }
    phrases.sort(Comparator.comparing(phrase -> -phrase.parts().size()));
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

  /** What a word does, if it is no action. */
  Optional<WordRole> role(WordToken token) {
    return Optional.ofNullable(roles.get(token.word()));
  }

  /** The class of actions that a stem belongs to; empty if it is of none that is known. */
  Optional<String> actionClass(String stem) {
    return Optional.ofNullable(classes.get(stem));
  }

  /** Whether a word says that something be done, and not that it was done as {@code cancelled}. */
  boolean asksToDo(WordToken token) {
    return bases.contains(token.word())
        || token.word().equals(token.stem())
        || token.word().endsWith("ing");
  }

  /** Words of several parts, the longest first. */
  List<LexiconPhrase> phrases() {
    return phrases;
  }
}
