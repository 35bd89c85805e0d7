/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.access;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;

/**
 * The decision on a tool call.
 *
 * @param decision the decision with the votes of the models; not cacheable, since relations can
 *     change at any time
 */
record ToolAccessDecision(Decision decision) {

  /**
   * Denies a call for an unknown server or one without a grant, without disclosing which of the two
   * applies.
   */
  static final ToolAccessDecision UNKNOWN_SERVER =
      denied("mcp_server_unknown", "No such MCP server is granted to this agent.");

  /** The code if the tool's mapping yields no decision for the call. */
  static final String MAPPING_FAILED = "mcp_mapping_failed";

  static ToolAccessDecision allowed(String code, String text) {
    return of(true, code, text, Optional.empty());
  }

  static ToolAccessDecision denied(String code, String text) {
    return of(false, code, text, Optional.empty());
  }

  /** Creates a denial with a remedy. */
  static ToolAccessDecision denied(String code, String text, String remedy) {
    return of(false, code, text, Optional.of(remedy));
  }

  static ToolAccessDecision of(Decision decision) {
    return new ToolAccessDecision(
        new Decision(
            decision.permitted(),
            decision.reason(),
            decision.remedy(),
            decision.votes(),
            Duration.ZERO));
  }

  private static ToolAccessDecision of(
      boolean permitted, String code, String text, Optional<String> remedy) {
    return new ToolAccessDecision(
        new Decision(
            permitted, DecisionReason.of(code, text, Map.of()), remedy, List.of(), Duration.ZERO));
  }

  boolean allowed() {
    return decision.permitted();
  }

  /** Returns the deciding rule. */
  String code() {
    return decision.reason().code();
  }

  /** Returns a sentence that the agent can act on. */
  String text() {
    String text = decision.reason().text();
    return decision.remedy().map(more -> text + " " + more).orElse(text);
  }
}
