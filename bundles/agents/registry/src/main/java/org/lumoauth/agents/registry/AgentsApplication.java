package org.lumoauth.agents.registry;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The registry over HTTP. */
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
      @Reference AgentDirectory directory,
      @Reference AgentSwitch state,
      @Reference AgentEnd end,
      @Reference AgentCredentials credentials,
      @Reference AgentRoles roles,
      @Reference BlueprintStore blueprintStore,
      @Reference Blueprints blueprints,
      @Reference SubAgents subAgents,
      @Reference ClientIds clientIds,
      @Reference ShownBudgets budgets,
      @Reference Bodies bodies,
      @Reference CredentialChangeGuard guard) {
    this.resources =
        Set.of(
            new AgentsResource(store, directory, roles, blueprints, bodies, guard),
            new AgentStateResource(directory, state, end, bodies, guard),
            new AgentCredentialsResource(directory, credentials, bodies, guard),
            new BlueprintsResource(blueprintStore, blueprints, guard),
            new RegistrationResource(directory, subAgents, clientIds, guard),
            new CurrentAgentResource(directory, subAgents, budgets));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
