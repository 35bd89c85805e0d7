/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lumoauth.api.agent.DenialRemediationProvider.RemediationStep;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Decides about tools of registered MCP servers in the same way as {@code POST
 * ~/agents/me/mcp/authorize}, for modules that receive such questions by another protocol.
 * Registered with {@code lumoauth.kind=tool-decisions} and {@code lumoauth.name=mcp}.
 */
@ProviderType
public interface ToolDecisionService {

  /**
   * The tool that a question is about.
   *
   * @param tool the name of the tool as the caller sent it
   * @param serverId the server of the tool; empty if the caller did not name one
   */
  record ToolCall(String tool, Optional<String> serverId) {
    public ToolCall {
      Objects.requireNonNull(tool, "tool");
    }
  }

  /**
   * The decision about a tool of a server.
   *
   * @param action the requested action, a permission
   * @param resource the tool
   * @param context the context that the decision could use
   * @param decision the answer, which must not be cached. If it has no votes, no model was
   *     consulted, and no remedy of a model would change it
   * @param steps what the agent can do about the tool after a denial; may be empty
   */
  record ToolDecision(
      String action,
      Resource resource,
      Map<String, Object> context,
      Decision decision,
      List<RemediationStep> steps) {
    public ToolDecision {
      context = Map.copyOf(context);
      steps = List.copyOf(steps);
    }
  }

  /**
   * Decides whether a caller may call each tool, without arguments.
   *
   * @return one element per call, in order; empty if the call names no server and no registered
   *     server has imported a tool of this name
   */
  List<Optional<ToolDecision>> decide(TenantContext tenant, Caller caller, List<ToolCall> calls);
}
