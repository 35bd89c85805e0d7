package org.lumoauth.agents.mcp.access;

import java.util.Optional;
import org.lumoauth.api.authz.Decision;

/**
 * Whether a tool may be called.
 *
 * @param allowed whether it may
 * @param code the rule that decided
 * @param text a sentence that the agent can act on
 */
record Verdict(boolean allowed, String code, String text) {

  static Verdict allowed(String code, String text) {
    return new Verdict(true, code, text);
  }

  static Verdict denied(String code, String text) {
    return new Verdict(false, code, text);
  }

  static Verdict of(Decision decision) {
    String text = decision.reason().text();
    return new Verdict(
        decision.permitted(),
        decision.reason().code(),
        Optional.of(decision)
            .flatMap(Decision::remedy)
            .map(more -> text + " " + more)
            .orElse(text));
  }
}
