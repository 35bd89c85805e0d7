package org.lumoauth.agents.aauthperson.consent;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Brings the API of what people let agents do to the door. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-aauth-person",
      "lumoauth.web.routes=~/me/aauth-agents",
      "lumoauth.web.routes=~/admin/aauth-person"
    })
public final class AllowancesApplication extends Application {

  private final Set<Object> singletons;

  @Activate
  public AllowancesApplication(
      @Reference Allowances allowances,
      @Reference MissionOversight missions,
      @Reference CredentialChangeGuard guard) {
    this.singletons =
        Set.of(
            new MyAgentsResource(allowances),
            new MyMissionsResource(missions),
            new AllowancesResource(allowances, guard),
            new MissionsResource(missions, guard));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
