package org.lumoauth.api.agent;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lumoauth.api.agent.RemediationProvider.RemediationStep;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Decides about tools whose servers are registered here, as {@code POST ~/agents/me/mcp/authorize}
 * does, for those who ask about tools by another way. Registered with {@code
 * lumoauth.kind=tool-decisions} and {@code lumoauth.name=mcp}.
 */
@ProviderType
public interface ToolDecisionService {

  /**
   * Which tool.
   *
   * @param tool its name, as whoever asks has it
   * @param serverId the server that it is on; empty where nobody said
   */
  record ToolCall(String tool, Optional<String> serverId) {
    public ToolCall {
      Objects.requireNonNull(tool, "tool");
    }
  }

  /**
   * What was decided about a tool of a server.
   *
   * @param action what was asked, a permission
   * @param resource the tool
   * @param context what decisions could look at
   * @param decision the answer; nobody may keep it. Without votes no model was asked, and nothing
   *     that a model wants would change it
   * @param steps after a denial, what the agent can do about the tool itself; perhaps nothing
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
   * @return in the order of what was asked; empty where no server is named and none that is
   *     registered has imported a tool of this name
   */
  List<Optional<ToolDecision>> decide(TenantContext tenant, Caller caller, List<ToolCall> calls);
}
