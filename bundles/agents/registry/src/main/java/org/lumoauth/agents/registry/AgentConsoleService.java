/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import java.util.Optional;
import org.lumoauth.agents.registry.store.AgentStore;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Agent operations for the operator's console commands. */
@Component(service = AgentConsoleService.class)
public final class AgentConsoleService {

  private final TenantRegistry tenants;
  private final AgentStore store;
  private final EffectiveAgentResolver effective;
  private final AgentRegistryService directory;
  private final AgentActivationService state;
  private final AgentRetirementService end;

  @Activate
  public AgentConsoleService(
      @Reference TenantRegistry tenants,
      @Reference AgentStore store,
      @Reference EffectiveAgentResolver effective,
      @Reference AgentRegistryService directory,
      @Reference AgentActivationService state,
      @Reference AgentRetirementService end) {
    this.tenants = tenants;
    this.store = store;
    this.effective = effective;
    this.directory = directory;
    this.state = state;
    this.end = end;
  }

  /** Returns a page of up to a hundred effective agents, sorted by name. */
  public Page<Agent> list(String slug, Optional<String> search, int number) {
    var tenant = tenant(slug);
    var request =
        new PageRequest(number, PageRequest.MAX_LIMIT, search, Optional.of("name"), false);
    return store.list(tenant, request).map(own -> effective.of(tenant.id(), own).agent());
  }

  /** Disables an agent and its sub-agents. */
  public Agent suspend(String slug, String agentOrClientId) {
    var tenant = tenant(slug);
    return state.disable(tenant, id(tenant, agentOrClientId), ChangeAttribution.CONSOLE).agent();
  }

  /** Enables an agent, for the first time or again. */
  public Agent activate(String slug, String agentOrClientId) {
    var tenant = tenant(slug);
    return state.enable(tenant, id(tenant, agentOrClientId), ChangeAttribution.CONSOLE).agent();
  }

  /** Retires an agent and its sub-agents permanently. */
  public Agent retire(String slug, String agentOrClientId) {
    var tenant = tenant(slug);
    return end.retire(tenant, id(tenant, agentOrClientId), ChangeAttribution.CONSOLE).agent();
  }

  private String id(TenantContext tenant, String agentOrClientId) {
    return directory.require(tenant, agentOrClientId).agent().id();
  }

  private TenantContext tenant(String slug) {
    return tenants
        .findActive(slug)
        .orElseThrow(() -> ApiException.notFound("No enabled tenant has the slug " + slug + "."));
  }
}
