/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.access;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.DenialRemediationProvider.RemediationStep;

/** Finds the steps that an agent can take after a denial about a tool. */
final class ToolRemediationFactory {

  private static final String ASK_AGAIN = "ask_again";

  private ToolRemediationFactory() {}

  /** Returns the step to name the server, if several have the tool. */
  static List<RemediationStep> nameTheServer() {
    return List.of(
        new RemediationStep(
            ASK_AGAIN,
            "Send a separate request for the tools of each server, with its server_id.",
            Optional.empty(),
            Optional.empty(),
            Map.of()));
  }

  /**
   * Returns the step for a tool with a mapping: request a decision for each call, with its
   * arguments.
   */
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
            "The decision on "
                + call.tool()
                + " depends on its arguments. Send the request with the arguments.",
            Optional.of("POST"),
            Optional.of(URI.create(call.tenant().issuer() + "/agents/me/mcp/authorize")),
            body));
  }
}
