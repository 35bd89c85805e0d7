/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The answer to one entry of a list of requests or tools.
 *
 * @param tool the tool, as sent; absent if the entry is about an action
 * @param action the decided action; absent if the entry is about a tool or was not decided
 * @param allowed whether the entry is allowed
 * @param reasonCode on a denial, the machine-readable reason
 * @param nextStep on a denial, the best step that the agent can take
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AskListEntry(
    String tool,
    String action,
    boolean allowed,
    @JsonProperty("reason_code") String reasonCode,
    @JsonProperty("next_step") ListedStep nextStep) {

  /** Returns the entry for a full answer. */
  static AskListEntry of(AskResponse answer) {
    boolean denied = !answer.allowed();
    return new AskListEntry(
        answer.tool(),
        answer.tool() == null ? answer.action() : null,
        answer.allowed(),
        denied ? answer.reasonCode() : null,
        denied ? ListedStep.of(answer.nextSteps().get(0)) : null);
  }

  /** Returns this denial with the type of the step alone. */
  AskListEntry withoutDescription() {
    return new AskListEntry(
        tool, action, allowed, reasonCode, new ListedStep(nextStep.type(), null));
  }

  /**
   * A step in a list. To get the request to send, ask about the entry alone.
   *
   * @param type the type of the step, for example {@code request_permission}
   * @param description the step as a sentence; absent if the entry would become too large
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ListedStep(String type, String description) {

    static ListedStep of(AskResponse.AskRemediation step) {
      return new ListedStep(step.type(), step.description());
    }
  }
}
