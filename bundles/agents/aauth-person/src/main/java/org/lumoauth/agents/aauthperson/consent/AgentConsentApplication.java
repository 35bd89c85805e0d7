/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.consent;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The JAX-RS application of agent consents. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-aauth-person",
      "lumoauth.web.routes=~/me/aauth-agents",
      "lumoauth.web.routes=~/admin/aauth-person"
    })
public final class AgentConsentApplication extends Application {

  private final Set<Object> singletons;

  @Activate
  public AgentConsentApplication(
      @Reference AgentConsentService allowances,
      @Reference MissionOversightService missions,
      @Reference PrivilegeEscalationGuard guard) {
    this.singletons =
        Set.of(
            new MyAAuthAgentsResource(allowances),
            new MyMissionsResource(missions),
            new AgentConsentAdminResource(allowances, guard),
            new MissionAdminResource(missions, guard));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
