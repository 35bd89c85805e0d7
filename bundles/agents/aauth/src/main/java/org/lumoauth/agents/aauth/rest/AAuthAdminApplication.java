/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.agents.aauth.registration.AAuthAgentRegistryGateway;
import org.lumoauth.agents.aauth.registration.ParticipantAdminService;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.api.key.RawSignatureVerifier;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The JAX-RS application of the AAuth admin API. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-aauth",
      "lumoauth.web.routes=~/admin/aauth"
    })
public final class AAuthAdminApplication extends Application {

  private final Set<Object> singletons;

  @Activate
  public AAuthAdminApplication(
      @Reference ParticipantAdminService registry,
      @Reference RawSignatureVerifier checks,
      @Reference OutboundHttpClient http,
      @Reference AAuthAgentRegistryGateway agents,
      @Reference PrivilegeEscalationGuard guard) {
    this.singletons =
        Set.of(
            new AAuthAgentsResource(
                new ParticipantAdminOperations(registry, checks, http, ParticipantSettings.AGENT),
                new RegistryAgentResolver(agents, guard)),
            new AAuthResourcesResource(
                new ParticipantAdminOperations(
                    registry, checks, http, ParticipantSettings.RESOURCE)));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
