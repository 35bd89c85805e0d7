package org.lumoauth.agents.ask;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.agent.QuestionInterpreter.ActionCandidate;
import org.lumoauth.api.agent.QuestionInterpreter.QuestionInterpretation;

/**
 * A question in words and what was made of it.
 *
 * @param text as it was asked
 * @param meaning what an interpreter found
 */
record InterpretedQuestion(String text, QuestionInterpretation meaning) {

  /** Words that are understood less well than this are not acted on. */
  static final double LEAST_CONFIDENCE = 0.8;

  /** Nothing of it is known here, though some of its words may be. */
  private static final String NOT_UNDERSTOOD = "question_not_understood";

  /** How many candidates an agent is shown. */
  private static final int SHOWN = 5;

  /** What it most probably means. */
  Optional<ActionCandidate> first() {
    return meaning.candidates().stream().findFirst();
  }

  /** The action that it most probably means; empty if it was not understood. */
  Optional<String> action() {
    boolean understood =
        meaning.problem().filter(doubt -> doubt.code().equals(NOT_UNDERSTOOD)).isEmpty();
    return understood ? first().map(ActionCandidate::action) : Optional.empty();
  }

  List<ActionCandidate> candidates() {
    return meaning.candidates().stream().limit(SHOWN).toList();
  }

  /** Why this must not be decided; empty if exactly one meaning is sure. */
  Optional<AccessQuestion.AccessQuestionRefusal> refusal() {
    if (meaning.candidates().isEmpty()) {
      return Optional.of(
          new AccessQuestion.AccessQuestionRefusal(
              NOT_UNDERSTOOD,
              "The question was not understood.",
              "Ask again and name the action, as {\"action\": \"documents.read\"}."));
    }
    if (meaning.problem().isPresent()) {
      var doubt = meaning.problem().get();
      return Optional.of(
          new AccessQuestion.AccessQuestionRefusal(doubt.code(), doubt.text(), again()));
    }
    long sure = meaning.candidates().stream().filter(InterpretedQuestion::sure).count();
    if (sure != 1 || !sure(meaning.candidates().get(0))) {
      return Optional.of(
          new AccessQuestion.AccessQuestionRefusal(
              "question_unclear",
              "The question may mean "
                  + meaning.candidates().get(0).action()
                  + ", but that is not sure enough.",
              again()));
    }
    return Optional.empty();
  }

  private static boolean sure(ActionCandidate candidate) {
    return candidate.confidence() >= LEAST_CONFIDENCE && candidate.confidence() <= 1;
  }

  private String again() {
    return "Ask again and name the action, as {\"action\": \""
        + meaning.candidates().get(0).action()
        + "\"} if that is what you mean.";
  }
}
