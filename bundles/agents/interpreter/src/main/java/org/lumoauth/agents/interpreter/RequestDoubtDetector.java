/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.agents.interpreter.EnglishLexicon.WordRole;
import org.lumoauth.agents.interpreter.LanguageGlossary.WordKind;
import org.lumoauth.agents.interpreter.PermissionPhraseParser.SeparatedQuestion;
import org.lumoauth.agents.interpreter.RequestWord.WordUse;
import org.lumoauth.api.agent.QuestionInterpreter.InterpretationProblem;

/** Detects questions that must not be decided because of their structure. */
final class RequestDoubtDetector {

  private static final Set<WordRole> ASKS =
      EnumSet.of(WordRole.ASKER, WordRole.ASKING, WordRole.TELLING);
  private static final Set<String> TIMES = Set.of("tomorrow", "yesterday", "later", "next");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private final WordTokenizer words;
  private final EnglishLexicon lexicon;
  private final RequestWordReader reader;

  RequestDoubtDetector(WordTokenizer words, EnglishLexicon lexicon, RequestWordReader reader) {
    this.words = words;
    this.lexicon = lexicon;
    this.reader = reader;
  }

  /** Returns why a question must not be decided; empty if it asks for one action of the asker. */
  Optional<InterpretationProblem> detect(
      String question,
      SeparatedQuestion separated,
      SentenceLanguage language,
      ActionVocabulary vocabulary) {
    var doubt =
        language == SentenceLanguage.ENGLISH
            ? englishDoubt(question, separated, vocabulary)
            : translatedDoubt(separated, reader.glossaries().get(language));
    if (doubt.isPresent()) {
      return doubt;
    }
    for (String other : separated.others()) {
      boolean acts =
          reader.read(other, language, vocabulary).stream()
              .anyMatch(word -> word.use() == WordUse.VERB);
      if (acts) {
        return Optional.of(QuestionParser.doubt(WordRole.JOINING));
      }
    }
    return Optional.empty();
  }

  /** Returns whether a word of a further clause may describe the circumstances. */
  private boolean isContext(WordToken token) {
    var role = lexicon.role(token);
    return role.filter(WordRole.OTHERWISE::equals).isPresent()
        || role.filter(WordRole.OTHERS::equals).isPresent() && !token.word().startsWith("you");
  }

  /**
   * Returns whether the request begins with a phrase, such as "turn on", that may contain a verb.
   */
  private boolean isVerbOfPhrase(List<WordToken> request) {
    return lexicon.joinPhrases(request, words).size() < request.size();
  }

  private boolean isVerb(WordToken token, ActionVocabulary vocabulary) {
    String stem = reader.base(token, vocabulary);
    return vocabulary.isVerb(stem) || lexicon.actionClass(stem).isPresent();
  }

  private Optional<InterpretationProblem> englishDoubt(
      String question, SeparatedQuestion separated, ActionVocabulary vocabulary) {
    List<WordToken> request = words.of(separated.request());
    List<WordToken> doubtful =
        new ArrayList<>(request.subList(Math.min(1, request.size()), request.size()));
    for (String other : separated.others()) {
      words.of(other).stream().filter(token -> !isContext(token)).forEach(doubtful::add);
    }
    if (words.of(question).stream().anyMatch(token -> token.word().endsWith("n't"))) {
      return Optional.of(QuestionParser.doubt(WordRole.NEGATION));
    }
    request.stream().limit(1).filter(token -> !isVerb(token, vocabulary)).forEach(doubtful::add);
    boolean done = // "have merged branches" describes a state
        request.size() > 1
            && lexicon.role(request.get(0)).filter(WordRole.HAVE::equals).isPresent();
    boolean indirect =
        done
            || request.stream()
                .skip(1)
                .anyMatch(
                    token ->
                        token.word().equals("whether")
                            || lexicon.role(token).filter(ASKS::contains).isPresent());
    if (indirect) {
      return Optional.of(QuestionParser.doubt(WordRole.OTHERWISE));
    }
    var role =
        doubtful.stream()
            .filter(token -> !TIMES.contains(token.word()))
            .flatMap(token -> lexicon.role(token).stream())
            .filter(WordRole::isDoubtful)
            .findFirst();
    if (role.isPresent()) {
      return role.map(QuestionParser::doubt);
    }
    var actor =
        new SentenceActorDetector(lexicon, vocabulary, words.of("may I " + separated.request()));
    if (actor.isSomebodyElse()) {
      return Optional.of(QuestionParser.doubt(WordRole.OTHERS));
    }
    boolean second = // "read delete documents"
        request.stream()
            .skip(1)
            .anyMatch(
                token ->
                    lexicon.isVerb(token.word())
                        && !vocabulary.isObject(token.stem())
                        && lexicon.role(token).isEmpty());
    return second && !isVerbOfPhrase(request)
        ? Optional.of(QuestionParser.doubt(WordRole.JOINING))
        : Optional.empty();
  }

  private static Optional<InterpretationProblem> translatedDoubt(
      SeparatedQuestion separated, LanguageGlossary glossary) {
    List<String> parts = new ArrayList<>(separated.others());
    parts.add(separated.request());
    for (String part : parts) {
      boolean request = part.equals(separated.request());
      List<String> lower = List.of(SPACES.split(part.toLowerCase(Locale.ROOT)));
      for (int at = 0; at < lower.size(); at++) {
        var role = glossary.find(lower, at).flatMap(entry -> role(entry.kind(), request));
        if (role.isPresent()) {
          return role.map(QuestionParser::doubt);
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the role of a word; other subjects and question words matter in the request alone. */
  private static Optional<WordRole> role(WordKind kind, boolean request) {
    return switch (kind) {
      case NEGATION -> Optional.of(WordRole.NEGATION);
      case JOINING -> Optional.of(WordRole.JOINING);
      case OTHERS -> request ? Optional.of(WordRole.OTHERS) : Optional.empty();
      case INFORMATION -> request ? Optional.of(WordRole.OTHERWISE) : Optional.empty();
      default -> Optional.empty();
    };
  }
}
