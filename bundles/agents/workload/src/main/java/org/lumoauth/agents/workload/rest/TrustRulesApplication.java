package org.lumoauth.agents.workload.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.agents.workload.attest.Neighbours;
import org.lumoauth.agents.workload.rule.RuleBook;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Brings the admin API of trust rules to the door. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-workload",
      "lumoauth.web.routes=~/admin/agents/*/trust-rules",
      "lumoauth.web.routes=~/admin/agents/blueprints/*/trust-rules"
    })
public final class TrustRulesApplication extends Application {

  private final Set<Object> singletons;

  @Activate
  public TrustRulesApplication(@Reference RuleBook book, @Reference Neighbours neighbours) {
    var bodies = new RuleBody(neighbours);
    this.singletons =
        Set.of(
            new AgentRulesResource(
                new Rules(book, bodies, (tenant, id) -> ofAgent(neighbours, tenant, id))),
            new BlueprintRulesResource(
                new Rules(book, bodies, (tenant, id) -> ofBlueprint(neighbours, tenant, id))));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }

  private static Set<String> ofAgent(Neighbours neighbours, TenantContext tenant, String id) {
    Agent agent =
        neighbours
            .agent(tenant, id)
            .orElseThrow(() -> Problem.notFound("There is no such agent here."));
    if (!agent.identityType().equals(Agent.WORKLOAD)) {
      throw Problem.invalid(
          "identityType", "Only an agent whose identityType is workload has trust rules.");
    }
    return agent.capabilities();
  }

  private static Set<String> ofBlueprint(Neighbours neighbours, TenantContext tenant, String id) {
    return neighbours
        .blueprint(tenant, id)
        .orElseThrow(() -> Problem.notFound("There is no such blueprint here."));
  }
}
