/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Parses the names of actions. */
final class ActionNameParser {

  private static final String SEPARATORS = "[._:/\\-\\s]+|(?<=[a-z0-9])(?=[A-Z])";

  private final WordTokenizer words;
  private final EnglishLexicon lexicon;

  ActionNameParser(WordTokenizer words, EnglishLexicon lexicon) {
    this.words = words;
    this.lexicon = lexicon;
  }

  /**
   * Parses the identifier of an action, for example {@code documents.read} or {@code read_file}.
   */
  Optional<ParsedActionName> ofAction(String action) {
    List<String> stems =
        words.of(String.join(" ", action.split(SEPARATORS))).stream().map(WordToken::stem).toList();
    if (stems.isEmpty()) {
      return Optional.empty();
    }
    int last = stems.size() - 1;
    boolean verbFirst =
        lexicon.actionClass(stems.get(0)).isPresent()
            && lexicon.actionClass(stems.get(last)).isEmpty();
    int verb = verbFirst ? 0 : last;
    if (stems.size() == 1 && lexicon.actionClass(stems.get(0)).isEmpty()) {
      return Optional.of(new ParsedActionName("", "", Set.of(stems.get(0))));
    }
    return Optional.of(naming(stems, verb));
  }

  /** Parses a display name, for example {@code Read documents}; empty if it has no verb. */
  Optional<ParsedActionName> ofName(String name) {
    List<String> stems =
        words.of(name).stream()
            .filter(token -> lexicon.role(token).isEmpty())
            .map(WordToken::stem)
            .toList();
    List<Integer> verbs =
        java.util.stream.IntStream.range(0, stems.size())
            .filter(i -> lexicon.actionClass(stems.get(i)).isPresent())
            .boxed()
            .toList();
    return verbs.size() == 1 && stems.size() > 1
        ? Optional.of(naming(stems, verbs.get(0)))
        : Optional.empty();
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
