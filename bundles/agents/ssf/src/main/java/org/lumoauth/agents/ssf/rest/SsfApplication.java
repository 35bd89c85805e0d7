package org.lumoauth.agents.ssf.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.agents.ssf.delivery.SecurityEventTokens;
import org.lumoauth.agents.ssf.stream.StreamView;
import org.lumoauth.agents.ssf.stream.Streams;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Brings the management of event streams to the door. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-ssf",
      "lumoauth.web.routes=~/ssf/stream",
      "lumoauth.web.routes=~/ssf/status",
      "lumoauth.web.routes=~/ssf/subjects",
      "lumoauth.web.routes=~/ssf/verify"
    })
public final class SsfApplication extends Application {

  private final Set<Object> singletons;

  @Activate
  public SsfApplication(
      @Reference Streams streams,
      @Reference StreamView view,
      @Reference SecurityEventTokens tokens,
      @Reference SubjectChoices choices,
      @Reference Verifications verifications) {
    this.singletons =
        Set.of(
            new StreamResource(streams, view, tokens),
            new StatusResource(streams, view),
            new SubjectsResource(streams, choices),
            new VerifyResource(streams, verifications));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
