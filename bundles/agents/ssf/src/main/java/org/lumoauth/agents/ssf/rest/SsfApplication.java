/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.rest;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.agents.ssf.delivery.SecurityEventTokenSigner;
import org.lumoauth.agents.ssf.stream.EventStreamService;
import org.lumoauth.agents.ssf.stream.EventStreamViewFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers the REST resources of event streams. */
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
      @Reference EventStreamService streams,
      @Reference EventStreamViewFactory view,
      @Reference SecurityEventTokenSigner tokens,
      @Reference StreamSubjectService choices,
      @Reference StreamVerificationService verifications) {
    this.singletons =
        Set.of(
            new EventStreamResource(streams, view, tokens),
            new StreamStatusResource(streams, view),
            new StreamSubjectsResource(streams, choices),
            new StreamVerificationResource(streams, verifications));
  }

  @Override
  public Set<Object> getSingletons() {
    return singletons;
  }
}
