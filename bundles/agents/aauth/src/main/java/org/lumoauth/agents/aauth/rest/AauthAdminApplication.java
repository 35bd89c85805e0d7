package org.lumoauth.agents.aauth.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.agents.aauth.party.Agents;
import org.lumoauth.agents.aauth.party.PartyRegistry;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.api.key.SignatureChecks;
import org.lumoauth.api.outbound.OutboundHttp;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Brings the admin API of AAuth to the door. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-aauth",
      "lumoauth.web.routes=~/admin/aauth"
    })
public final class AauthAdminApplication extends Application {

  private final Set<Object> singletons;

  @Activate
  public AauthAdminApplication(
      @Reference PartyRegistry registry,
      @Reference SignatureChecks checks,
      @Reference OutboundHttp http,
      @Reference Agents agents,
      @Reference CredentialChangeGuard guard) {
    this.singletons =
        Set.of(
            new AauthAgentsResource(
                new Parties(registry, checks, http, PartySettings.AGENT),
                new RegisteredAgents(agents, guard)),
            new AauthResourcesResource(
                new Parties(registry, checks, http, PartySettings.RESOURCE)));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
