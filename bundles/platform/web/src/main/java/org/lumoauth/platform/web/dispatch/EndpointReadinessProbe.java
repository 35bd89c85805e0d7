/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.dispatch;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.module.ReadinessProbe;
import org.lumoauth.platform.web.jaxrs.JaxRsApplicationRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reports the server as ready when every endpoint that a module has registered is available. */
@Component(property = {"lumoauth.kind=readiness", "lumoauth.name=platform-web"})
public final class EndpointReadinessProbe implements ReadinessProbe {
  private final JaxRsApplicationRegistry applications;
  private final HttpHandlerRegistry hotEndpoints;

  @Activate
  public EndpointReadinessProbe(
      @Reference JaxRsApplicationRegistry applications,
      @Reference HttpHandlerRegistry hotEndpoints) {
    this.applications = applications;
    this.hotEndpoints = hotEndpoints;
  }

  @Override
  public Optional<String> findUnreadyReason() {
    if (!applications.open()) {
      return Optional.of("the HTTP whiteboards are not open yet");
    }
    Set<String> missing = new TreeSet<>(applications.findAwaitedApplications());
    missing.addAll(hotEndpoints.findAwaitedRoutes());
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("endpoints not available yet: " + String.join(", ", missing));
  }
}
