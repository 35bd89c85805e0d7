/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.DenialRemediationProvider.RemediationStep;
import org.lumoauth.api.agent.ToolDecisionService;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.tenant.TenantContext;

/** One server with tools that a test allows or denies. */
final class FakeToolDecisions implements ToolDecisionService {

  /** What can be done after a denial. */
  static final RemediationStep STEP =
      new RemediationStep("ask_again", "Ask.", Optional.empty(), Optional.empty(), Map.of());

  private final Map<String, Decision> tools = new HashMap<>();
  private final List<Optional<String>> asked = new ArrayList<>();

  FakeToolDecisions allows(String tool) {
    tools.put(tool, decision(true, "granted"));
    return this;
  }

  FakeToolDecisions decides(String tool, String denial) {
    tools.put(tool, decision(false, denial));
    return this;
  }

  /** The servers that were named, question by question. */
  List<Optional<String>> asked() {
    return asked;
  }

  @Override
  public List<Optional<ToolDecision>> decide(
      TenantContext tenant, Caller caller, List<ToolCall> calls) {
    calls.forEach(call -> asked.add(call.serverId()));
    return calls.stream().map(this::decide).toList();
  }

  private Optional<ToolDecision> decide(ToolCall call) {
    return Optional.ofNullable(tools.get(call.tool()))
        .map(
            decision ->
                new ToolDecision(
                    "mcp.call",
                    new Resource("mcp_tool", "mcp_files/" + call.tool(), Map.of()),
                    Map.of("tool", call.tool()),
                    decision,
                    List.of(STEP)));
  }

  private static Decision decision(boolean permitted, String code) {
    return new Decision(
        permitted,
        DecisionReason.of(code, "Because of " + code + ".", Map.of()),
        Optional.empty(),
        List.of(),
        Duration.ZERO);
  }
}
