package org.lumoauth.agents.mcp.access;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.RemediationProvider.RemediationStep;

/** What an agent can do itself after a denial that is about the tool. */
final class ToolRemediations {

  private static final String ASK_AGAIN = "ask_again";

  private ToolRemediations() {}

  /** Which of several servers is meant nobody but the agent knows. */
  static List<RemediationStep> nameTheServer() {
    return List.of(
        new RemediationStep(
            ASK_AGAIN,
            "Ask about the tools of one server at a time, and name it as server_id.",
            Optional.empty(),
            Optional.empty(),
            Map.of()));
  }

  /** A tool that is decided by its arguments is asked about with them, call by call. */
  static List<RemediationStep> after(ToolCallRequest call, ToolAccessDecision verdict) {
    if (!verdict.code().equals(ToolAccessDecision.MAPPING_FAILED)) {
      return List.of();
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("server_id", call.server().id());
    body.put("tool", call.tool());
    body.put("arguments", Map.of());
    return List.of(
        new RemediationStep(
            ASK_AGAIN,
            "Whether " + call.tool() + " may be called depends on its arguments: ask with them.",
            Optional.of("POST"),
            Optional.of(URI.create(call.tenant().issuer() + "/agents/me/mcp/authorize")),
            body));
  }
}
