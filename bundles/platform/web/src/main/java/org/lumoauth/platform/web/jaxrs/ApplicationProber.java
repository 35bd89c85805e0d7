/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.ServletContext;
import javax.servlet.ServletException;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Probes applications once the whiteboard has created their servlets. */
final class ApplicationProber {
  private static final Logger LOG = LoggerFactory.getLogger(ApplicationProber.class);
  private static final Duration PROBE_AGAIN = Duration.ofMillis(3);

  private final Collection<PublishedApplication> applications;
  private final FrontServletContextHolder door;
  private final ApplicationPublisher publisher;
  private final ApplicationProbeTimeout patience;
  private final ApplicationServletTracker servlets;

  /**
   * @param applications the published applications, updated as they change
   */
  ApplicationProber(
      BundleContext context,
      Collection<PublishedApplication> applications,
      FrontServletContextHolder door,
      ApplicationPublisher publisher,
      ApplicationProbeTimeout patience) {
    this.applications = applications;
    this.door = door;
    this.publisher = publisher;
    this.patience = patience;
    this.servlets = new ApplicationServletTracker(context, this::servletCame, this::servletWent);
  }

  void open() {
    servlets.open();
  }

  void close() {
    servlets.close();
  }

  /** Handles a servlet that appeared before its application was registered. */
  void onRegistered(PublishedApplication application) {
    servlets
        .find(application.name())
        .ifPresent(servlet -> servletCame(application.name(), servlet));
  }

  void probe(PublishedApplication application) {
    Servlet servlet = application.servlet();
    Optional<ServletContext> context = door.currentContext();
    if (servlet == null || context.isEmpty()) {
      return;
    }
    try {
      if (ApplicationProbeRequest.probe(servlet, context.get())) {
        application.ready(true);
        LOG.info(
            "application_ready module={} version={} bundle={}",
            application.owner().module(),
            application.owner().version(),
            application.owner().bundleId());
      } else {
        publisher.submit(() -> probeAgain(application));
      }
    } catch (IOException | ServletException | RuntimeException e) {
      LOG.debug("probe_failed module={}", application.owner().module(), e);
    }
  }

  /** An endpoint responds some milliseconds after its servlet appears. */
  private void probeAgain(PublishedApplication application) {
    publisher.schedule(
        PROBE_AGAIN,
        () -> {
          if (!application.isReady()
              && application.servlet() != null
              && !patience.isExpired(application, System.nanoTime())) {
            probe(application);
          }
        });
  }

  private void servletCame(String name, Servlet servlet) {
    publisher.submit(
        () ->
            find(name)
                .ifPresent(
                    application -> {
                      if (opened(application, servlet)) {
                        probe(application);
                      }
                    }));
  }

  private boolean opened(PublishedApplication application, Servlet servlet) {
    Optional<ServletContext> context = door.currentContext();
    if (context.isEmpty() || application.servlet() == servlet) {
      return false;
    }
    try {
      servlet.init(new ApplicationServletConfig(application.name(), context.get()));
      application.servlet(servlet);
      return true;
    } catch (ServletException | RuntimeException e) {
      LOG.warn("application_not_opened module={}", application.owner().module(), e);
      return false;
    }
  }

  private void servletWent(String name, Servlet servlet) {
    find(name)
        .filter(application -> application.servlet() == servlet)
        .ifPresent(application -> application.servlet(null));
  }

  private Optional<PublishedApplication> find(String name) {
    return applications.stream().filter(a -> a.name().equals(name)).findFirst();
  }
}
