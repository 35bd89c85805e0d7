/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.agents.interpreter.EnglishLexicon.WordRole;
import org.lumoauth.agents.interpreter.ParsedQuestion.SentenceWord;
import org.lumoauth.api.agent.QuestionInterpreter.InterpretationProblem;

/**
 * Parses a question word by word. Every word that is not known to be harmless lowers the
 * confidence.
 */
final class QuestionParser {

  private static final int MAX_WORDS = 60;
  private static final Pattern TYPOGRAPHY = Pattern.compile("[\u2018\u2019]");
  private static final Pattern PLAIN = Pattern.compile("[\\x20-\\x7E\\t\\r\\n\u2013\u2014\u2026]*");
  private static final Pattern QUOTED =
      Pattern.compile("[\"`\u201C\u201D]|(?<![a-zA-Z])'|'(?![a-zA-Z])");
  private static final Pattern EDGES = Pattern.compile("^[(\\[,;]+|[)\\],;.?!:]+$");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]++(?:[._:/\\-][A-Za-z0-9]++)++");
  private static final Pattern CLAUSES =
      Pattern.compile("[;&/+]|[.?!:\\n]\\s*\\S*[A-Za-z]|,\\s*\\S*[A-Za-z]");
  private static final Pattern DIGIT = Pattern.compile(".*[0-9].*");

  private final WordTokenizer words;
  private final EnglishLexicon lexicon;

  QuestionParser(WordTokenizer words, EnglishLexicon lexicon) {
    this.words = words;
    this.lexicon = lexicon;
  }

  /**
   * Parses a text.
   *
   * @param resourceId the id of the resource, if known; otherwise empty text
   */
  ParsedQuestion read(String sent, ActionVocabulary vocabulary, String resourceId) {
    String text = TYPOGRAPHY.matcher(sent).replaceAll("'");
    List<InterpretationProblem> doubts = new ArrayList<>();
    if (!PLAIN.matcher(QUOTED.matcher(text).replaceAll("")).matches()) {
      doubts.add(
          new InterpretationProblem(
              "strange_characters",
              "The question contains characters that can imitate other characters. Use "
                  + "plain ASCII text."));
    }
    List<String> names = new ArrayList<>();
    text = withoutNames(text, resourceId, vocabulary, names, doubts);
    List<WordToken> tokens = lexicon.joinPhrases(words.of(text), words);
    if (tokens.size() > MAX_WORDS) {
      doubts.add(
          new InterpretationProblem(
              "question_too_long",
              "The question has more than " + MAX_WORDS + " words. Ask about one action."));
    }
    List<SentenceWord> parts = new ArrayList<>();
    List<WordToken> read = tokens.subList(0, Math.min(tokens.size(), MAX_WORDS));
    for (WordToken token : read) {
      part(token, vocabulary, doubts).ifPresent(parts::add);
    }
    var acting = new SentenceActorDetector(lexicon, vocabulary, read);
    if (acting.isSomebodyElse()) {
      doubts.add(doubt(WordRole.OTHERS));
    }
    if (acting.hasActed() || acting.asksWhatIsDone()) {
      doubts.add(doubt(WordRole.OTHERWISE));
    }
    clauses(text, doubts);
    return new ParsedQuestion(parts, names, doubts.stream().findFirst());
  }

  /** Removes names of actions and resources, so that they are not parsed as words. */
  private static String withoutNames(
      String text,
      String resourceId,
      ActionVocabulary vocabulary,
      List<String> names,
      List<InterpretationProblem> doubts) {
    StringBuilder rest = new StringBuilder();
    for (String piece : text.split("(?<=\\s)|(?=\\s)")) {
      String core = EDGES.matcher(EDGES.matcher(piece.strip()).replaceAll("")).replaceAll("");
      String bare = QUOTED.matcher(core).replaceAll("");
      if (!bare.isEmpty() && (bare.equals(resourceId) || bare.equals("#" + resourceId))) {
        rest.append(' ');
      } else if (vocabulary.has(bare) && NAME.matcher(bare).matches()) {
        names.add(bare);
        rest.append(' ').append(piece.strip().endsWith(",") ? "," : "");
      } else if (!bare.equals(core) || DIGIT.matcher(bare).matches()) {
        doubts.add(
            new InterpretationProblem(
                "resource_not_named",
                "The question refers to a resource. Add the member `resource` with its `type` and "
                    + "`id`."));
        rest.append(piece);
      } else if (NAME.matcher(bare).matches() && bare.matches(".*[._:].*")) {
        doubts.add(
            new InterpretationProblem(
                "unknown_action",
                "The question names an unknown action. Send the name of the action in "
                    + "`action`."));
        rest.append(piece);
      } else {
        rest.append(piece);
      }
    }
    return rest.toString();
  }

  private Optional<SentenceWord> part(
      WordToken token, ActionVocabulary vocabulary, List<InterpretationProblem> doubts) {
    String stem = vocabulary.meaning(token.stem());
    boolean translated = !stem.equals(token.stem());
    var role = translated ? Optional.<WordRole>empty() : role(token);
    if (role.filter(WordRole::isDoubtful).isPresent()) {
      doubts.add(doubt(role.get()));
      return Optional.empty();
    }
    String verbClass = vocabulary.isVerb(stem) ? stem : lexicon.actionClass(stem).orElse("");
    boolean verb = role.isEmpty() && lexicon.asksToDo(token);
    return Optional.of(new SentenceWord(stem, verb ? verbClass : "", role.isPresent()));
  }

  private Optional<WordRole> role(WordToken token) {
    if (token.word().endsWith("n't")) {
      return Optional.of(WordRole.NEGATION);
    }
    return lexicon.role(token);
  }

  private static void clauses(String text, List<InterpretationProblem> doubts) {
    String inside = EDGES.matcher(text.strip()).replaceAll("");
    if (CLAUSES.matcher(inside).find()) {
      doubts.add(doubt(WordRole.JOINING));
    }
  }

  /** Returns the problem of a question that contains a word with this role. */
  static InterpretationProblem doubt(WordRole role) {
    return switch (role) {
      case NEGATION ->
          new InterpretationProblem(
              "question_negated", "The question is negated. Ask whether an action is allowed.");
      case JOINING ->
          new InterpretationProblem(
              "several_actions",
              "The question may be about several actions. Send one request for each with "
                  + "`requests`.");
      case OTHERS ->
          new InterpretationProblem(
              "about_somebody_else",
              "The question must be about the requesting agent, not about another " + "subject.");
      default ->
          new InterpretationProblem(
              "no_permission_question", "The question must ask whether an action is allowed now.");
    };
  }
}
