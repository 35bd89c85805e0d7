package org.lumoauth.agents.askmcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.askmcp.tool.AskTool;
import org.lumoauth.agents.askmcp.tool.PermissionStatus;
import org.lumoauth.agents.askmcp.tool.PermissionToken;
import org.lumoauth.agents.askmcp.tool.RequestPermission;
import org.lumoauth.agents.askmcp.tool.Tool;
import org.lumoauth.agents.askmcp.tool.WhichTools;
import org.lumoauth.agents.askmcp.tool.WhoAmI;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.AskService;
import org.lumoauth.api.agent.PermissionRequests;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** All tools, on whatever modules are there when one is called. */
@Component(service = Toolbox.class)
public final class Toolbox {

  private final Providers<AskService> ask;
  private final Providers<AgentRegistry> agents;
  private final Providers<PermissionRequests> requests;
  private final Map<String, Tool> tools = new LinkedHashMap<>();

  @Activate
  public Toolbox(@Reference ProviderRegistry providers) {
    this.ask = providers.follow(AskService.class);
    this.agents = providers.follow(AgentRegistry.class);
    this.requests = providers.follow(PermissionRequests.class);
    List.of(
            new AskTool(ask),
            new WhichTools(ask),
            new WhoAmI(agents),
            new RequestPermission(requests),
            new PermissionStatus(requests),
            new PermissionToken(requests))
        .forEach(tool -> tools.put(tool.name(), tool));
  }

  @Deactivate
  void close() {
    ask.close();
    agents.close();
    requests.close();
  }

  /** The tool of this name, byte-exact. */
  Optional<Tool> find(String name) {
    return Optional.ofNullable(tools.get(name));
  }

  /** All tools as {@code tools/list} shows them, always in the same order. */
  List<Map<String, Object>> list() {
    return tools.values().stream().map(Toolbox::shown).toList();
  }

  private static Map<String, Object> shown(Tool tool) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", tool.name());
    shown.put("title", tool.title());
    shown.put("description", tool.description());
    shown.put("inputSchema", tool.inputSchema());
    shown.put(
        "annotations",
        Map.of("readOnlyHint", tool.readOnly(), "destructiveHint", false, "openWorldHint", false));
    return shown;
  }
}
