/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.agents.workload.attest.AgentAndProviderGateway;
import org.lumoauth.agents.workload.rule.TrustRuleService;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The JAX-RS application of the trust rule admin API. */
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
      @Reference TrustRuleService book,
      @Reference AgentAndProviderGateway neighbours,
      @Reference PrivilegeEscalationGuard guard) {
    var bodies = new TrustRuleRequestBodyParser(neighbours);
    this.singletons =
        Set.of(
            new AgentTrustRulesResource(
                new TrustRuleAdminOperations(
                    book, bodies, new AgentRuleHolderResolver(neighbours), guard)),
            new BlueprintTrustRulesResource(
                new TrustRuleAdminOperations(
                    book, bodies, new BlueprintRuleHolderResolver(neighbours), guard)));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
