/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.agent.ToolDecisionService;
import org.lumoauth.api.agent.ToolDecisionService.ToolCall;
import org.lumoauth.api.agent.ToolDecisionService.ToolDecision;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Decides requests about tools of registered servers, if the module with the server registry is
 * installed.
 */
@Component(service = RegisteredToolDecisionService.class)
public final class RegisteredToolDecisionService {

  static final String NAME = "mcp";

  private final ProviderTracker<ToolDecisionService> servers;

  @Activate
  public RegisteredToolDecisionService(@Reference ProviderRegistry providers) {
    this.servers = providers.track(ToolDecisionService.class);
  }

  @Deactivate
  void close() {
    servers.close();
  }

  /**
   * Decides the requests about tools of a registered server; the entry of every other request is
   * empty.
   *
   * @throws ApiException 503 {@code module_unavailable} while the module is installed but
   *     unavailable, since it could deny the request; 400 if a server is named and no such module
   *     is installed
   */
  List<Optional<ToolDecision>> decide(TenantContext tenant, List<AccessQuestion> asked) {
    List<ToolCall> calls = asked.stream().flatMap(each -> call(each).stream()).toList();
    if (calls.isEmpty()) {
      return asked.stream().map(each -> Optional.<ToolDecision>empty()).toList();
    }
    var decided = decided(tenant, asked, calls).iterator();
    List<Optional<ToolDecision>> all = new ArrayList<>(asked.size());
    for (AccessQuestion each : asked) {
      all.add(call(each).isPresent() ? decided.next() : Optional.empty());
    }
    return all;
  }

  private List<Optional<ToolDecision>> decided(
      TenantContext tenant, List<AccessQuestion> asked, List<ToolCall> calls) {
    Optional<ServiceLease<ToolDecisionService>> lease = servers.leaseInstalled(NAME);
    if (lease.isEmpty()) {
      if (calls.stream().anyMatch(call -> call.serverId().isPresent())) {
        throw ApiException.invalidRequest(
            "`server_id` is not supported: no module with a registry of MCP servers is "
                + "installed.");
      }
      return calls.stream().map(call -> Optional.<ToolDecision>empty()).toList();
    }
    try (var held = lease.get()) {
      return held.get().decide(tenant, asked.get(0).caller(), calls);
    }
  }

  /** Returns the tool call of a request; empty if the request is refused already. */
  private static Optional<ToolCall> call(AccessQuestion asked) {
    return asked
        .tool()
        .filter(tool -> asked.refusal().isEmpty())
        .map(tool -> new ToolCall(tool.name(), tool.serverId()));
  }
}
