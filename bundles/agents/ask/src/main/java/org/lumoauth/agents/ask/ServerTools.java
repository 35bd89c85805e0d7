package org.lumoauth.agents.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.agent.ToolDecisions;
import org.lumoauth.api.agent.ToolDecisions.ToolCall;
import org.lumoauth.api.agent.ToolDecisions.ToolDecision;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Tools of servers that are registered here, where the module that knows servers is installed. */
@Component(service = ServerTools.class)
public final class ServerTools {

  static final String NAME = "mcp";

  private final Providers<ToolDecisions> servers;

  @Activate
  public ServerTools(@Reference ProviderRegistry providers) {
    this.servers = providers.follow(ToolDecisions.class);
  }

  @Deactivate
  void close() {
    servers.close();
  }

  /**
   * Decides what is a tool of a registered server; empty for all else.
   *
   * @throws Problem 503 {@code module_unavailable} while the module is installed and away, since it
   *     may be the one to say no; 400 if a server is named and there is no such module
   */
  List<Optional<ToolDecision>> decide(TenantContext tenant, List<Asked> asked) {
    List<ToolCall> calls = asked.stream().flatMap(each -> call(each).stream()).toList();
    if (calls.isEmpty()) {
      return asked.stream().map(each -> Optional.<ToolDecision>empty()).toList();
    }
    var decided = decided(tenant, asked, calls).iterator();
    List<Optional<ToolDecision>> all = new ArrayList<>(asked.size());
    for (Asked each : asked) {
      all.add(call(each).isPresent() ? decided.next() : Optional.empty());
    }
    return all;
  }

  private List<Optional<ToolDecision>> decided(
      TenantContext tenant, List<Asked> asked, List<ToolCall> calls) {
    Optional<Lease<ToolDecisions>> lease = servers.acquireInstalled(NAME);
    if (lease.isEmpty()) {
      if (calls.stream().anyMatch(call -> call.serverId().isPresent())) {
        throw Problem.invalidRequest("No module that knows MCP servers is installed here.");
      }
      return calls.stream().map(call -> Optional.<ToolDecision>empty()).toList();
    }
    try (var held = lease.get()) {
      return held.get().decide(tenant, asked.get(0).caller(), calls);
    }
  }

  /** What is refused already is asked nobody. */
  private static Optional<ToolCall> call(Asked asked) {
    return asked
        .tool()
        .filter(tool -> asked.refusal().isEmpty())
        .map(tool -> new ToolCall(tool.name(), tool.serverId()));
  }
}
