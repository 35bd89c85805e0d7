package org.lumoauth.agents.jit;

import java.util.Locale;

/** What is unusual in a task, by the name that records have for it. */
enum TaskAnomaly {
  DETAILS_DIFFER("An agent named something else than what was approved."),
  PROOF_FAILED("A proof of a key did not hold, or was left out, in a task."),
  RULE_BROKEN("The token of a task was used as its agent may not, as from another address."),
  AFTER_END("An agent went on in a task that has ended."),
  MANY_REQUESTS("An agent asks for more in a task than is usual."),
  DENIED_BEFORE("An agent asks again for what a person denied.");

  private final String message;

  TaskAnomaly(String message) {
    this.message = message;
  }

  String message() {
    return message;
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
