package org.lumoauth.agents.workload.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.agents.workload.attest.Neighbours;
import org.lumoauth.agents.workload.rule.RuleBook;
import org.lumoauth.platform.web.CredentialChangeGuard;
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
  public TrustRulesApplication(
      @Reference RuleBook book,
      @Reference Neighbours neighbours,
      @Reference CredentialChangeGuard guard) {
    var bodies = new RuleBody(neighbours);
    this.singletons =
        Set.of(
            new AgentRulesResource(new Rules(book, bodies, new Agents(neighbours), guard)),
            new BlueprintRulesResource(new Rules(book, bodies, new Blueprints(neighbours), guard)));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
