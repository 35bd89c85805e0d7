/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.ws.rs.core.Application;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.platform.web.exchange.ResponseWriter;
import org.lumoauth.platform.web.json.JsonCodec;
import org.lumoauth.platform.web.metrics.RequestMetrics;
import org.lumoauth.platform.web.routing.EndpointOwner;
import org.lumoauth.platform.web.routing.EndpointOwnerResolver;
import org.lumoauth.platform.web.routing.RouteOperation;
import org.lumoauth.platform.web.routing.RouteRegistry;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.jaxrs.runtime.JaxrsServiceRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tracks the JAX-RS applications of all bundles and publishes them from one thread. */
@Component(service = JaxRsApplicationRegistry.class, immediate = true)
public final class JaxRsApplicationRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(JaxRsApplicationRegistry.class);
  private static final String OURS =
      "(&(" + EndpointServicePropertyNames.ROUTES + "=*)(!(osgi.jaxrs.application.base=*)))";

  private final BundleContext context;
  private final RouteRegistry routes;
  private final JsonCodec json;
  private final RequestMetrics meters;
  private final FrontServletContextHolder door;
  private final WhiteboardRegistrar whiteboard;
  private final ResilientScheduledTask turn =
      new ResilientScheduledTask(this::supervise, e -> LOG.error("supervision_failed", e));
  private final ApplicationPublisher publisher = new ApplicationPublisher();
  private final ApplicationProber probes;
  private final ApplicationSupervisor supervision;
  private final Map<ServiceReference<Application>, PublishedApplication> applications =
      new ConcurrentHashMap<>();
  private final PendingApplications arrivals;
  private final Set<ServiceReference<Application>> malformed = ConcurrentHashMap.newKeySet();
  private final DrainingApplications departures;
  private volatile boolean open;

  @Activate
  public JaxRsApplicationRegistry(
      BundleContext context,
      @Reference ServiceReference<JaxrsServiceRuntime> jaxrs,
      @Reference WhiteboardRestarter restarts,
      @Reference RouteRegistry routes,
      @Reference JsonCodec json,
      @Reference ResponseWriter answers,
      @Reference RequestMetrics meters,
      @Reference FrontServletContextHolder door) {
    this(context, jaxrs, restarts, routes, json, answers, meters, door, SupervisorIntervals.USUAL);
  }

  JaxRsApplicationRegistry(
      BundleContext context,
      ServiceReference<JaxrsServiceRuntime> jaxrs,
      WhiteboardRestarter restarts,
      RouteRegistry routes,
      JsonCodec json,
      ResponseWriter answers,
      RequestMetrics meters,
      FrontServletContextHolder door,
      SupervisorIntervals rhythm) {
    this.context = context;
    this.routes = routes;
    this.json = json;
    this.meters = meters;
    this.door = door;
    this.whiteboard = new WhiteboardRegistrar(context);
    this.arrivals = new PendingApplications(context, this::receive);
    this.departures = new DrainingApplications(rhythm.drain(), json::forget);
    Collection<PublishedApplication> all =
        Collections.unmodifiableCollection(applications.values());
    ApplicationProbeTimeout patience = new ApplicationProbeTimeout(restarts, rhythm);
    this.probes = new ApplicationProber(context, all, door, publisher, patience);
    this.supervision =
        new ApplicationSupervisor(all, whiteboard, probes, jaxrs, restarts, patience);
    publisher.schedule(rhythm.settle(), () -> openWhiteboards(answers));
    publisher.scheduleRepeating(rhythm.settle(), rhythm.supervise(), turn);
  }

  private void openWhiteboards(ResponseWriter answers) {
    try {
      whiteboard.open(json, answers);
      probes.open();
      open = true;
    } catch (RuntimeException e) {
      if (!publisher.isStopped()) { // a stopped bundle cannot register services
        LOG.error("whiteboard_not_opened", e);
      }
    }
    if (publisher.isStopped()) { // stopped concurrently; may have been closed too early
      probes.close();
      whiteboard.close();
    }
  }

  @Deactivate
  void deactivate() {
    publisher.stop();
    probes.close();
    applications.values().forEach(routes::remove);
    applications.values().forEach(PublishedApplication::unregister);
    whiteboard.close();
  }

  /** Binds only the reference: DS does not bind a service again after it was unavailable once. */
  @Reference(
      service = Application.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      target = OURS)
  void bind(ServiceReference<Application> reference) {
    arrivals.add(reference);
    publisher.submit(turn);
  }

  private void receive(ServiceReference<Application> reference, Application application) {
    EndpointOwner owner = EndpointOwnerResolver.of(reference);
    List<String> paths =
        EndpointOwnerResolver.texts(reference.getProperty(EndpointServicePropertyNames.ROUTES));
    Map<Method, List<RouteOperation>> operations;
    try {
      operations = new ResourceOperationReader(meters, paths).of(application);
    } catch (RuntimeException e) {
      LOG.error("application_malformed module={}", owner.module(), e);
      malformed.add(reference);
      return;
    }
    PublishedApplication published =
        new PublishedApplication(
            owner,
            reference.getBundle().getSymbolicName()
                + "@"
                + owner.bundleId()
                + "-"
                + owner.serviceId(),
            application,
            operations);
    applications.put(reference, published);
    routes.add(published, paths);
  }

  void unbind(ServiceReference<Application> reference) {
    arrivals.remove(reference);
    malformed.remove(reference);
    PublishedApplication gone = applications.remove(reference);
    if (gone != null) {
      // Immediately, so that no new request is routed there; requests in progress are completed.
      routes.remove(gone);
      publisher.submit(() -> departures.startDraining(gone));
    }
  }

  /** Returns whether applications are published already. */
  public boolean open() {
    return open;
  }

  /**
   * Returns the modules with applications that do not respond yet. It queries the service registry
   * and not the bound applications, because an application is bound only after it is created, which
   * may include creating its tables.
   */
  public Set<String> findAwaitedApplications() {
    Set<String> modules = new TreeSet<>();
    for (ServiceReference<Application> reference : registered()) {
      PublishedApplication application = applications.get(reference);
      boolean answers = application != null && application.isReady();
      if (!answers && !malformed.contains(reference) && reference.getBundle() != null) {
        modules.add(EndpointOwnerResolver.of(reference).module());
      }
    }
    return modules;
  }

  private Collection<ServiceReference<Application>> registered() {
    try {
      return context.getServiceReferences(Application.class, OURS);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void supervise() {
    arrivals.retry();
    if (!open || door.currentContext().isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    supervision.checkApplications(now);
    departures.finishIdle(now);
  }
}
