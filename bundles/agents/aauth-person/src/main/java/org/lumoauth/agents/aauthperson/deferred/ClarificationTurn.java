package org.lumoauth.agents.aauthperson.deferred;

/**
 * A question that a person asked back, and the agent's answer (section Clarification Chat). JSON
 * can hold it.
 *
 * @param question the person's words
 * @param answer the agent's words; empty while it has not answered
 */
public record ClarificationTurn(String question, String answer) {

  /** A question that waits for its answer. */
  static ClarificationTurn asked(String question) {
    return new ClarificationTurn(question, "");
  }

  boolean open() {
    return answer.isEmpty();
  }

  ClarificationTurn answered(String with) {
    return new ClarificationTurn(question, with);
  }
}
