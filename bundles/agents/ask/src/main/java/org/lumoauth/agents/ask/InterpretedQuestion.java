/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lumoauth.api.agent.QuestionInterpreter.ActionCandidate;
import org.lumoauth.api.agent.QuestionInterpreter.QuestionInterpretation;

/**
 * A question in natural language and its interpretation.
 *
 * @param text the question, as sent
 * @param meaning the result of the interpreter
 */
record InterpretedQuestion(String text, QuestionInterpretation meaning) {

  /** Minimum confidence: an interpretation below it is not used. */
  static final double LEAST_CONFIDENCE = 0.8;

  /** The code for a question without a known meaning, even if some of its words are known. */
  private static final String NOT_UNDERSTOOD = "question_not_understood";

  /** Maximum number of candidates in an answer. */
  private static final int SHOWN = 5;

  /** Maximum number of actions that a sentence names. */
  private static final int NAMED = 3;

  /** Returns the most probable meaning. */
  Optional<ActionCandidate> first() {
    return meaning.candidates().stream().findFirst();
  }

  /** Returns the most probable action; empty if the question was not understood. */
  Optional<String> action() {
    boolean understood =
        meaning.problem().filter(doubt -> doubt.code().equals(NOT_UNDERSTOOD)).isEmpty();
    return understood ? first().map(ActionCandidate::action) : Optional.empty();
  }

  List<ActionCandidate> candidates() {
    return meaning.candidates().stream().limit(SHOWN).toList();
  }

  /** Returns why the question must not be decided; empty if exactly one meaning is certain. */
  Optional<AccessQuestion.AccessQuestionRefusal> refusal() {
    if (meaning.problem().isPresent()) {
      var doubt = meaning.problem().get();
      return Optional.of(
          new AccessQuestion.AccessQuestionRefusal(doubt.code(), doubt.text(), again()));
    }
    if (meaning.candidates().isEmpty()) {
      return Optional.of(
          new AccessQuestion.AccessQuestionRefusal(
              NOT_UNDERSTOOD, "The question was not understood.", again()));
    }
    long sure = meaning.candidates().stream().filter(InterpretedQuestion::sure).count();
    if (sure != 1 || !sure(meaning.candidates().get(0))) {
      return Optional.of(
          new AccessQuestion.AccessQuestionRefusal(
              "question_unclear", "No action matches the question with certainty.", again()));
    }
    return Optional.empty();
  }

  private static boolean sure(ActionCandidate candidate) {
    return candidate.confidence() >= LEAST_CONFIDENCE && candidate.confidence() <= 1;
  }

  private String again() {
    String nearest =
        meaning.candidates().stream()
            .limit(NAMED)
            .map(ActionCandidate::action)
            .collect(Collectors.joining(", "));
    return "Send the request again with an action"
        + (nearest.isEmpty() ? "" : ", for example " + nearest)
        + ". GET ~/agents/me lists yours.";
  }
}
