/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.askmcp.tool.AskTool;
import org.lumoauth.agents.askmcp.tool.McpToolHandler;
import org.lumoauth.agents.askmcp.tool.PermissionStatusTool;
import org.lumoauth.agents.askmcp.tool.PermissionTokenTool;
import org.lumoauth.agents.askmcp.tool.PermittedToolsTool;
import org.lumoauth.agents.askmcp.tool.RequestPermissionTool;
import org.lumoauth.agents.askmcp.tool.WhoAmITool;
import org.lumoauth.api.agent.AccessQuestionService;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.PermissionRequestService;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The catalog of tools. A tool uses the modules that are available when it is called. */
@Component(service = McpToolCatalog.class)
public final class McpToolCatalog {

  private final ProviderTracker<AccessQuestionService> ask;
  private final ProviderTracker<AgentRegistry> agents;
  private final ProviderTracker<PermissionRequestService> requests;
  private final Map<String, McpToolHandler> tools = new LinkedHashMap<>();

  @Activate
  public McpToolCatalog(@Reference ProviderRegistry providers) {
    this.ask = providers.track(AccessQuestionService.class);
    this.agents = providers.track(AgentRegistry.class);
    this.requests = providers.track(PermissionRequestService.class);
    List.of(
            new AskTool(ask),
            new PermittedToolsTool(ask),
            new WhoAmITool(agents),
            new RequestPermissionTool(requests),
            new PermissionStatusTool(requests),
            new PermissionTokenTool(requests))
        .forEach(tool -> tools.put(tool.name(), tool));
  }

  @Deactivate
  void close() {
    ask.close();
    agents.close();
    requests.close();
  }

  /** Returns the tool with this name, byte-exact. */
  Optional<McpToolHandler> find(String name) {
    return Optional.ofNullable(tools.get(name));
  }

  /** Returns all tools in the format of {@code tools/list}, in a stable order. */
  List<Map<String, Object>> list() {
    return tools.values().stream().map(McpToolCatalog::shown).toList();
  }

  private static Map<String, Object> shown(McpToolHandler tool) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", tool.name());
    shown.put("title", tool.title());
    shown.put("description", tool.description());
    shown.put("inputSchema", tool.inputSchema());
    shown.put(
        "annotations",
        Map.of(
            "readOnlyHint", tool.isReadOnly(), "destructiveHint", false, "openWorldHint", false));
    return shown;
  }
}
