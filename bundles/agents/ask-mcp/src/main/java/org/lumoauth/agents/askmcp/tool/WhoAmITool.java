/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp.tool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.web.ApiException;

/** Returns the agent, the user that it acts for and its capabilities. */
public final class WhoAmITool implements McpToolHandler {

  private final ProviderTracker<AgentRegistry> agents;

  /** Creates the tool on the agent registry. */
  public WhoAmITool(ProviderTracker<AgentRegistry> agents) {
    this.agents = agents;
  }

  @Override
  public String name() {
    return "whoami";
  }

  @Override
  public String title() {
    return "Get your identity";
  }

  @Override
  public String description() {
    return "Get your identity: your agent, the user that you act for, your "
        + "capabilities, and the"
        + " limits of your token.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    return ToolInputSchemaBuilder.object(List.of(), Map.of());
  }

  @Override
  public boolean isReadOnly() {
    return true;
  }

  @Override
  public Map<String, Object> call(McpToolCall call) {
    ToolArgumentValidator.requireOnly(call, inputSchema());
    var caller = call.caller();
    var acting = caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
    if (!acting.type().equals(SubjectRef.AGENT)) {
      throw ApiException.forbidden("This tool requires an access token of an agent.");
    }
    return ModuleProviderInvoker.use(
        agents,
        "agents",
        "agents-registry",
        registry -> {
          var agent =
              registry
                  .find(call.tenant(), acting.id())
                  .orElseThrow(() -> ApiException.notFound("The agent was not found."));
          Map<String, Object> answer = new LinkedHashMap<>();
          answer.put("agent_id", agent.id());
          answer.put("name", agent.name());
          answer.put("tenant", call.tenant().slug());
          answer.put("enabled", agent.enabled());
          answer.put("on_behalf_of", onBehalfOf(caller));
          answer.put("capabilities", List.copyOf(new TreeSet<>(agent.capabilities())));
          answer.put("scope", List.copyOf(new TreeSet<>(caller.scope())));
          return answer;
        });
  }

  /** Returns the subject, followed by the other agents of the delegation chain. */
  private static List<String> onBehalfOf(Caller caller) {
    if (caller.actors().isEmpty()) {
      return List.of();
    }
    var chain = new ArrayList<String>();
    chain.add(caller.subject().toString());
    for (int i = caller.actors().size() - 1; i > 0; i--) {
      chain.add(caller.actors().get(i).toString());
    }
    return chain;
  }
}
