/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import java.util.Locale;

/** Anomalies in a task, by their names in records. */
public enum TaskAnomaly {
  DETAILS_DIFFER("The agent specified access that differs from the approved access."),
  PROOF_FAILED("A proof of possession in the task was missing or invalid."),
  RULE_BROKEN(
      "The token of the task was used against the agent's rules, for example "
          + "from another address."),
  AFTER_END("The agent continued in a task that has ended."),
  MANY_REQUESTS("The agent sent more requests in the task than usual."),
  DENIED_BEFORE("The agent repeated a request that a person denied.");

  private final String message;

  TaskAnomaly(String message) {
    this.message = message;
  }

  public String message() {
    return message;
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
