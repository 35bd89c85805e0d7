package org.lumoauth.agents.aauthperson.pending;

/**
 * A question that a person asked back, and the agent's answer (section Clarification Chat). JSON
 * can hold it.
 *
 * @param question the person's words
 * @param answer the agent's words; empty while it has not answered
 */
public record Turn(String question, String answer) {

  /** A question that waits for its answer. */
  static Turn asked(String question) {
    return new Turn(question, "");
  }

  boolean open() {
    return answer.isEmpty();
  }

  Turn answered(String with) {
    return new Turn(question, with);
  }
}
