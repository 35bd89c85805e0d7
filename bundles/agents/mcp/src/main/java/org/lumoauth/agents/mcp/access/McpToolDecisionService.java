/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.agents.mcp.server.McpServerCache;
import org.lumoauth.agents.mcp.tool.McpTool;
import org.lumoauth.agents.mcp.tool.McpToolCache;
import org.lumoauth.agents.mcp.tool.McpToolNameValidator;
import org.lumoauth.api.agent.DenialRemediationProvider.RemediationStep;
import org.lumoauth.api.agent.ToolDecisionService;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Decides about the tools of a list: each like a call without arguments. If several servers have a
 * tool of that name, it is not decided, since the agent may mean any of them.
 */
@Component(property = {"lumoauth.kind=tool-decisions", "lumoauth.name=mcp"})
public final class McpToolDecisionService implements ToolDecisionService {

  private static final ToolAccessDecision NO_NAME =
      ToolAccessDecision.denied("mcp_tool_unknown", "This MCP server has no tool with this name.");

  private final McpServerCache servers;
  private final McpToolCache tools;
  private final ToolAccessEvaluator access;

  @Activate
  public McpToolDecisionService(
      @Reference McpServerCache servers,
      @Reference McpToolCache tools,
      @Reference ToolAccessEvaluator access) {
    this.servers = servers;
    this.tools = tools;
    this.access = access;
  }

  @Override
  public List<Optional<ToolDecision>> decide(
      TenantContext tenant, Caller caller, List<ToolCall> calls) {
    Map<String, List<McpServer>> having = having(tenant, calls);
    List<Optional<ToolDecision>> decided = new ArrayList<>(calls.size());
    for (ToolCall call : calls) {
      decided.add(
          call.serverId().isPresent()
              ? Optional.of(named(tenant, caller, call, call.serverId().get()))
              : somewhere(tenant, caller, call.tool(), having.get(call.tool())));
    }
    return decided;
  }

  /** Returns the servers with a tool of each name for which the request has no server. */
  private Map<String, List<McpServer>> having(TenantContext tenant, List<ToolCall> calls) {
    Map<String, List<McpServer>> having = new HashMap<>();
    calls.stream()
        .filter(call -> call.serverId().isEmpty())
        .forEach(call -> having.put(call.tool(), new ArrayList<>()));
    if (having.isEmpty()) {
      return having;
    }
    for (McpServer server : servers.all(tenant.id())) {
      for (McpTool tool : tools.all(tenant.id(), server.id())) {
        having.getOrDefault(tool.name(), new ArrayList<>()).add(server);
      }
    }
    return having;
  }

  private ToolDecision named(TenantContext tenant, Caller caller, ToolCall asked, String id) {
    Optional<McpServer> server =
        servers.all(tenant.id()).stream().filter(one -> one.id().equals(id)).findFirst();
    if (server.isEmpty()) {
      return unjudged(asked.tool(), id + "/", ToolAccessDecision.UNKNOWN_SERVER, List.of());
    }
    return McpToolNameValidator.wellFormed(asked.tool())
        ? judged(new ToolCallRequest(tenant, caller, server.get(), asked.tool(), Map.of(), Map::of))
        : unjudged(asked.tool(), id + "/", NO_NAME, List.of());
  }

  /**
   * Returns the decision for the server with this tool. Disabled servers count only if no other
   * server has it.
   */
  private Optional<ToolDecision> somewhere(
      TenantContext tenant, Caller caller, String tool, List<McpServer> having) {
    if (having.isEmpty()) {
      return Optional.empty();
    }
    List<McpServer> active = having.stream().filter(server -> server.spec().enabled()).toList();
    if (active.size() > 1) {
      return Optional.of(
          unjudged(tool, "", several(active), ToolRemediationFactory.nameTheServer()));
    }
    McpServer server = active.isEmpty() ? having.get(0) : active.get(0);
    return Optional.of(
        judged(new ToolCallRequest(tenant, caller, server, tool, Map.of(), Map::of)));
  }

  private static ToolAccessDecision several(List<McpServer> servers) {
    return ToolAccessDecision.denied(
        "tool_name_ambiguous", servers.size() + " MCP servers have a tool with this name.");
  }

  private ToolDecision judged(ToolCallRequest call) {
    ToolAccessDecision verdict = access.evaluate(call);
    var tool =
        new Resource(ToolRelationCheck.TOOL, call.server().id() + "/" + call.tool(), Map.of());
    return new ToolDecision(
        ToolAccessEvaluator.CALL,
        tool,
        call.context(),
        verdict.decision(),
        ToolRemediationFactory.after(call, verdict));
  }

  private static ToolDecision unjudged(
      String tool, String where, ToolAccessDecision verdict, List<RemediationStep> steps) {
    return new ToolDecision(
        ToolAccessEvaluator.CALL,
        new Resource(ToolRelationCheck.TOOL, where + tool, Map.of()),
        Map.of("tool", tool),
        verdict.decision(),
        steps);
  }
}
