package org.lumoauth.agents.mcp.access;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;

/**
 * Whether a tool may be called.
 *
 * @param decision the answer, with the votes where models were asked; nobody may keep it, since
 *     relations change from one moment to the next
 */
record ToolAccessDecision(Decision decision) {

  /** There is no such server, or none for this agent: which of these is nobody's business. */
  static final ToolAccessDecision UNKNOWN_SERVER =
      denied("mcp_server_unknown", "No such MCP server is granted to this agent.");

  /** The tool's mapping makes no decision of this call. */
  static final String MAPPING_FAILED = "mcp_mapping_failed";

  static ToolAccessDecision allowed(String code, String text) {
    return of(true, code, text, Optional.empty());
  }

  static ToolAccessDecision denied(String code, String text) {
    return of(false, code, text, Optional.empty());
  }

  /** A denial that names a way out. */
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

  /** The rule that decided. */
  String code() {
    return decision.reason().code();
  }

  /** A sentence that the agent can act on. */
  String text() {
    String text = decision.reason().text();
    return decision.remedy().map(more -> text + " " + more).orElse(text);
  }
}
