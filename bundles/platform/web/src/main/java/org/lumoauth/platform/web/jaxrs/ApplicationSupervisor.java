/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import java.util.Collection;
import org.osgi.framework.ServiceReference;
import org.osgi.service.jaxrs.runtime.JaxrsServiceRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Supervises published applications. The whiteboard occasionally loses an application when several
 * are registered at the same time; an application that does not respond is registered again. If
 * none responds, the whiteboard has lost its shared state and is restarted. Used only by the
 * publisher's thread.
 */
final class ApplicationSupervisor {
  private static final Logger LOG = LoggerFactory.getLogger(ApplicationSupervisor.class);

  private final Collection<PublishedApplication> applications;
  private final WhiteboardRegistrar whiteboard;
  private final ApplicationProber probes;
  private final ServiceReference<JaxrsServiceRuntime> jaxrs;
  private final WhiteboardRestarter restarts;
  private final ApplicationProbeTimeout patience;
  private boolean restarting;

  /**
   * @param applications the published applications, updated as they change
   */
  ApplicationSupervisor(
      Collection<PublishedApplication> applications,
      WhiteboardRegistrar whiteboard,
      ApplicationProber probes,
      ServiceReference<JaxrsServiceRuntime> jaxrs,
      WhiteboardRestarter restarts,
      ApplicationProbeTimeout patience) {
    this.applications = applications;
    this.whiteboard = whiteboard;
    this.probes = probes;
    this.jaxrs = jaxrs;
    this.restarts = restarts;
    this.patience = patience;
  }

  /** Checks all applications. */
  void checkApplications(long now) {
    applications.forEach(application -> lookAfter(application, now));
  }

  private void lookAfter(PublishedApplication application, long now) {
    if (!application.registered()) {
      register(application);
    } else if (!application.isReady()) {
      probes.probe(application);
      if (!application.isReady() && patience.isExpired(application, now)) {
        lost(application);
      }
    }
  }

  private void lost(PublishedApplication application) {
    if (applications.stream().anyMatch(PublishedApplication::isReady)) {
      LOG.warn("application_lost module={} action=register_again", application.owner().module());
      application.unregister();
      register(application);
    } else if (!restarting && jaxrs.getBundle() != null) {
      restarting = true; // this component is deactivated and activated again with the whiteboard
      LOG.warn("whiteboard_lost module={} action=restart", application.owner().module());
      restarts.restart(jaxrs.getBundle());
    }
  }

  private void register(PublishedApplication application) {
    application.registered(
        whiteboard.publish(application.name(), application.application()), System.nanoTime());
    probes.onRegistered(application);
  }
}
