package org.lumoauth.agents.ask;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.agent.QuestionInterpreter.Candidate;
import org.lumoauth.api.agent.QuestionInterpreter.Interpretation;

/**
 * A question in words and what was made of it.
 *
 * @param text as it was asked
 * @param meaning what an interpreter found
 */
record InWords(String text, Interpretation meaning) {

  /** Words that are understood less well than this are not acted on. */
  static final double LEAST_CONFIDENCE = 0.8;

  /** Nothing of it is known here, though some of its words may be. */
  private static final String NOT_UNDERSTOOD = "question_not_understood";

  /** How many candidates an agent is shown. */
  private static final int SHOWN = 5;

  /** What it most probably means. */
  Optional<Candidate> first() {
    return meaning.candidates().stream().findFirst();
  }

  /** The action that it most probably means; empty if it was not understood. */
  Optional<String> action() {
    boolean understood =
        meaning.doubt().filter(doubt -> doubt.code().equals(NOT_UNDERSTOOD)).isEmpty();
    return understood ? first().map(Candidate::action) : Optional.empty();
  }

  List<Candidate> candidates() {
    return meaning.candidates().stream().limit(SHOWN).toList();
  }

  /** Why this must not be decided; empty if exactly one meaning is sure. */
  Optional<Asked.Refusal> refusal() {
    if (meaning.candidates().isEmpty()) {
      return Optional.of(
          new Asked.Refusal(
              NOT_UNDERSTOOD,
              "The question was not understood.",
              "Ask again and name the action, as {\"action\": \"documents.read\"}."));
    }
    if (meaning.doubt().isPresent()) {
      var doubt = meaning.doubt().get();
      return Optional.of(new Asked.Refusal(doubt.code(), doubt.text(), again()));
    }
    long sure = meaning.candidates().stream().filter(InWords::sure).count();
    if (sure != 1 || !sure(meaning.candidates().get(0))) {
      return Optional.of(
          new Asked.Refusal(
              "question_unclear",
              "The question may mean "
                  + meaning.candidates().get(0).action()
                  + ", but that is not sure enough.",
              again()));
    }
    return Optional.empty();
  }

  private static boolean sure(Candidate candidate) {
    return candidate.confidence() >= LEAST_CONFIDENCE && candidate.confidence() <= 1;
  }

  private String again() {
    return "Ask again and name the action, as {\"action\": \""
        + meaning.candidates().get(0).action()
        + "\"} if that is what you mean.";
  }
}
