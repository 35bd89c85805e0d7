/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

/**
 * A person's clarification question and the agent's answer (AAuth draft, section Clarification
 * Chat); serializable as JSON.
 *
 * @param question the person's words
 * @param answer the agent's words; empty until it has answered
 */
public record ClarificationTurn(String question, String answer) {

  /** Creates an unanswered question. */
  public static ClarificationTurn asked(String question) {
    return new ClarificationTurn(question, "");
  }

  boolean open() {
    return answer.isEmpty();
  }

  public ClarificationTurn answered(String with) {
    return new ClarificationTurn(question, with);
  }
}
