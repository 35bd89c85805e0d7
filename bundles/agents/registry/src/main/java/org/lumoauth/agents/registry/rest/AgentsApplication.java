/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.agents.registry.AgentActivationService;
import org.lumoauth.agents.registry.AgentClientIdValidator;
import org.lumoauth.agents.registry.AgentRegistryService;
import org.lumoauth.agents.registry.AgentRetirementService;
import org.lumoauth.agents.registry.AgentRoleService;
import org.lumoauth.agents.registry.SubAgentService;
import org.lumoauth.agents.registry.blueprint.BlueprintService;
import org.lumoauth.agents.registry.blueprint.BlueprintStore;
import org.lumoauth.agents.registry.blueprint.BlueprintsResource;
import org.lumoauth.agents.registry.credential.AgentCredentialService;
import org.lumoauth.agents.registry.store.AgentStore;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The JAX-RS application of the agent registry. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-registry",
      "lumoauth.web.routes=~/admin/agents",
      "lumoauth.web.routes=~/agents/register",
      "lumoauth.web.routes=~/agents/me"
    })
public final class AgentsApplication extends Application {

  private final Set<Object> resources;

  @Activate
  public AgentsApplication(
      @Reference AgentStore store,
      @Reference AgentRegistryService directory,
      @Reference AgentActivationService state,
      @Reference AgentRetirementService end,
      @Reference AgentCredentialService credentials,
      @Reference AgentRoleService roles,
      @Reference BlueprintStore blueprintStore,
      @Reference BlueprintService blueprints,
      @Reference SubAgentService subAgents,
      @Reference AgentClientIdValidator clientIds,
      @Reference AgentBudgetLookup budgets,
      @Reference AgentViewFactory bodies,
      @Reference PrivilegeEscalationGuard guard) {
    this.resources =
        Set.of(
            new AgentsResource(store, directory, roles, blueprints, bodies, guard),
            new AgentStateResource(directory, state, end, bodies, guard),
            new AgentScopesAndCredentialsResource(directory, credentials, bodies, guard),
            new BlueprintsResource(blueprintStore, blueprints, guard),
            new AgentRegistrationResource(directory, subAgents, clientIds, guard),
            new CurrentAgentResource(directory, subAgents, budgets));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
