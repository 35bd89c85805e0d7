/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lumoauth.agents.interpreter.EnglishLexicon.WordRole;

/** Parses the names of actions. */
final class ActionNameParser {

  /** Roles of the words that mean nothing in a name. */
  private static final Set<WordRole> SILENT =
      EnumSet.of(
          WordRole.FILLER,
          WordRole.ARTICLE,
          WordRole.ATTRIBUTE,
          WordRole.JOINING,
          WordRole.IT,
          WordRole.POINTING,
          WordRole.BEING);

  private static final String SEPARATORS = "[._:/\\-\\s]+|(?<=[a-z0-9])(?=[A-Z])";

  private final WordTokenizer words;
  private final EnglishLexicon lexicon;

  ActionNameParser(WordTokenizer words, EnglishLexicon lexicon) {
    this.words = words;
    this.lexicon = lexicon;
  }

  /**
   * Parses the identifier of an action, for example {@code documents.read} or {@code read_file}.
   *
   * @param names the display names; a word at an end of the identifier with which one begins is the
   *     verb
   */
  Optional<ParsedActionName> ofAction(String action, List<String> names) {
    List<String> stems =
        words.of(String.join(" ", action.split(SEPARATORS))).stream().map(WordToken::stem).toList();
    if (stems.isEmpty()) {
      return Optional.empty();
    }
    int last = stems.size() - 1;
    boolean verbFirst =
        lexicon.actionClass(stems.get(0)).isPresent()
            && lexicon.actionClass(stems.get(last)).isEmpty();
    Set<String> beginnings =
        names.stream()
            .flatMap(name -> words.of(name).stream().limit(1))
            .map(WordToken::stem)
            .collect(Collectors.toSet());
    int verb = verbFirst ? 0 : last;
    if (stems.size() > 1
        && beginnings.contains(stems.get(0)) != beginnings.contains(stems.get(last))) {
      return Optional.of(naming(stems, beginnings.contains(stems.get(0)) ? 0 : last));
    }
    if (stems.size() == 1 && lexicon.actionClass(stems.get(0)).isEmpty()) {
      return Optional.of(new ParsedActionName("", "", Set.of(stems.get(0))));
    }
    return Optional.of(naming(stems, verb));
  }

  /**
   * Parses a display name, for example {@code Read documents}; empty if it has one word. A name
   * that begins like the identifier, or has no known verb, begins with its verb.
   *
   * @param action the identifier of the action
   */
  Optional<ParsedActionName> ofName(String name, String action) {
    List<String> stems =
        lexicon.joinPhrases(words.of(name), words).stream()
            .filter(token -> lexicon.role(token).filter(SILENT::contains).isEmpty())
            .map(WordToken::stem)
            .toList();
    List<Integer> verbs =
        IntStream.range(0, stems.size())
            .filter(i -> lexicon.actionClass(stems.get(i)).isPresent())
            .boxed()
            .toList();
    if (stems.size() < 2) {
      return Optional.empty();
    }
    List<String> identifier =
        words.of(String.join(" ", action.split(SEPARATORS))).stream().map(WordToken::stem).toList();
    boolean same =
        identifier.size() > 1
            && (identifier.get(0).equals(stems.get(0))
                || identifier.get(identifier.size() - 1).equals(stems.get(0)));
    return Optional.of(naming(stems, verbs.size() == 1 && !same ? verbs.get(0) : 0));
  }

  /** Returns the stems of the meaningful words of a text. */
  Set<String> hints(String text) {
    return words.of(text).stream()
        .filter(token -> lexicon.role(token).isEmpty())
        .map(WordToken::stem)
        .collect(Collectors.toUnmodifiableSet());
  }

  private ParsedActionName naming(List<String> stems, int verb) {
    Set<String> objects = new LinkedHashSet<>(stems);
    objects.remove(stems.get(verb));
    return new ParsedActionName(
        stems.get(verb),
        lexicon.actionClass(stems.get(verb)).orElse(stems.get(verb)),
        Set.copyOf(objects));
  }
}
