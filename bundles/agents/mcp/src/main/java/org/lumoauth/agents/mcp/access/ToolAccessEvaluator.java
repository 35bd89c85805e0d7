/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.mcp.tool.McpTool;
import org.lumoauth.agents.mcp.tool.McpToolCache;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.relation.RelationStoreService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Decides whether a tool may be called. All conditions must be true: the server is active and has
 * the tool; each subject of the chain has the relation to the tool or the server; the decision
 * service permits the call; and it permits the requests of the tool's mapping, if any.
 */
@Component(service = ToolAccessEvaluator.class)
public final class ToolAccessEvaluator {

  /** The permission: a capability of the agent, and an action of policies. */
  static final String CALL = "mcp.call";

  private final McpToolCache tools;
  private final ToolRelationCheck relations;
  private final AuthorizationService authorization;
  private final ToolMappingExpressionEvaluator values;

  @Activate
  public ToolAccessEvaluator(
      @Reference McpToolCache tools,
      @Reference RelationStoreService stores,
      @Reference RelationQueryService queries,
      @Reference AuthorizationService authorization,
      @Reference ToolMappingExpressionEvaluator values) {
    this.tools = tools;
    this.relations = new ToolRelationCheck(stores, queries);
    this.authorization = authorization;
    this.values = values;
  }

  ToolAccessDecision evaluate(ToolCallRequest call) {
    if (!call.server().spec().enabled()) {
      return ToolAccessDecision.denied("mcp_server_disabled", "This MCP server is disabled.");
    }
    List<McpTool> known = tools.all(call.tenant().id(), call.server().id());
    Optional<McpTool> tool =
        known.stream().filter(one -> one.name().equals(call.tool())).findFirst();
    if (tool.isEmpty() && !known.isEmpty()) {
      return ToolAccessDecision.denied(
          "mcp_tool_unknown", "This MCP server has no tool with this name.");
    }
    for (SubjectRef party : parties(call)) {
      if (relations.findGrantedObject(call, party).isEmpty()) {
        return ToolAccessDecision.denied(
            "mcp_tool_not_granted",
            "Neither the tool nor the server is granted to " + party + " (relation can_call).");
      }
    }
    ObjectRef granted = relations.findGrantedObject(call, call.caller().subject()).orElseThrow();
    Decision decision = authorization.decide(call.tenant(), question(call, granted));
    if (!decision.permitted()) {
      return ToolAccessDecision.of(decision);
    }
    return tool.flatMap(McpTool::mapping)
        .map(mapping -> mapped(call, mapping))
        .orElseGet(() -> ToolAccessDecision.of(decision));
  }

  /**
   * Evaluates the mapping (draft COAZ-MCP): each decision must permit the call, and an error is a
   * denial.
   */
  private ToolAccessDecision mapped(ToolCallRequest call, Object declared) {
    List<DecisionRequest> questions;
    try {
      questions = ToolAuthorizationMapping.read(declared, values).questions(call, values);
    } catch (ToolAuthorizationMappingException e) {
      return ToolAccessDecision.denied(
          ToolAccessDecision.MAPPING_FAILED,
          "The mapping of the tool cannot be evaluated for this call: " + e.getMessage() + ".",
          "Request a decision for each call with its arguments at " + "/agents/me/mcp/authorize.");
    }
    for (Decision decision : authorization.decideAll(call.tenant(), questions)) {
      if (!decision.permitted()) {
        return ToolAccessDecision.of(decision);
      }
    }
    return ToolAccessDecision.allowed(
        "mcp_mapping_permits", "Every decision of the tool's mapping permits the call.");
  }

  private static DecisionRequest question(ToolCallRequest call, ObjectRef granted) {
    return new DecisionRequest(
        call.caller().subject(),
        call.caller().actors(),
        CALL,
        Optional.of(new Resource(granted.type(), granted.id(), Map.of("tool", call.tool()))),
        call.context(),
        Optional.of(call.caller().scope()));
  }

  private static List<SubjectRef> parties(ToolCallRequest call) {
    List<SubjectRef> parties = new ArrayList<>(call.caller().actors());
    parties.add(call.caller().subject());
    return parties;
  }
}
