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
import org.lumoauth.api.module.Turn;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.platform.web.exchange.Answers;
import org.lumoauth.platform.web.json.Json;
import org.lumoauth.platform.web.meter.RequestMeters;
import org.lumoauth.platform.web.routing.Operation;
import org.lumoauth.platform.web.routing.Owner;
import org.lumoauth.platform.web.routing.Owners;
import org.lumoauth.platform.web.routing.Routes;
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

/** The applications of capabilities as they come and go, published from one thread. */
@Component(service = Applications.class, immediate = true)
public final class Applications {
  private static final Logger LOG = LoggerFactory.getLogger(Applications.class);
  private static final String OURS =
      "(&(" + WebProperties.ROUTES + "=*)(!(osgi.jaxrs.application.base=*)))";

  private final BundleContext context;
  private final Routes routes;
  private final Json json;
  private final RequestMeters meters;
  private final DoorContext door;
  private final Whiteboard whiteboard;
  private final Turn turn = new Turn(this::supervise, e -> LOG.error("supervision_failed", e));
  private final Publisher publisher = new Publisher();
  private final Probes probes;
  private final Supervision supervision;
  private final Map<ServiceReference<Application>, PublishedApplication> applications =
      new ConcurrentHashMap<>();
  private final Arrivals arrivals;
  private final Set<ServiceReference<Application>> malformed = ConcurrentHashMap.newKeySet();
  private final Departures departures;
  private volatile boolean open;

  @Activate
  public Applications(
      BundleContext context,
      @Reference ServiceReference<JaxrsServiceRuntime> jaxrs,
      @Reference WhiteboardRestarts restarts,
      @Reference Routes routes,
      @Reference Json json,
      @Reference Answers answers,
      @Reference RequestMeters meters,
      @Reference DoorContext door) {
    this(context, jaxrs, restarts, routes, json, answers, meters, door, Rhythm.USUAL);
  }

  Applications(
      BundleContext context,
      ServiceReference<JaxrsServiceRuntime> jaxrs,
      WhiteboardRestarts restarts,
      Routes routes,
      Json json,
      Answers answers,
      RequestMeters meters,
      DoorContext door,
      Rhythm rhythm) {
    this.context = context;
    this.routes = routes;
    this.json = json;
    this.meters = meters;
    this.door = door;
    this.whiteboard = new Whiteboard(context);
    this.arrivals = new Arrivals(context, this::receive);
    this.departures = new Departures(rhythm.drain(), json::forget);
    Collection<PublishedApplication> all =
        Collections.unmodifiableCollection(applications.values());
    Patience patience = new Patience(restarts, rhythm);
    this.probes = new Probes(context, all, door, publisher, patience);
    this.supervision = new Supervision(all, whiteboard, probes, jaxrs, restarts, patience);
    publisher.later(rhythm.settle(), () -> openWhiteboards(answers));
    publisher.repeat(rhythm.settle(), rhythm.supervise(), turn);
  }

  private void openWhiteboards(Answers answers) {
    try {
      whiteboard.open(json, answers);
      probes.open();
      open = true;
    } catch (RuntimeException e) {
      if (!publisher.stopped()) { // a bundle that has stopped registers nothing
        LOG.error("whiteboard_not_opened", e);
      }
    }
    if (publisher.stopped()) { // it was stopped meanwhile, and may have closed too early
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

  /** With the reference alone: whoever is not given the service is not bound, and never again. */
  @Reference(
      service = Application.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      target = OURS)
  void bind(ServiceReference<Application> reference) {
    arrivals.came(reference);
    publisher.submit(turn);
  }

  private void receive(ServiceReference<Application> reference, Application application) {
    Owner owner = Owners.of(reference);
    List<String> paths = Owners.texts(reference.getProperty(WebProperties.ROUTES));
    Map<Method, List<Operation>> operations;
    try {
      operations = new ResourceOperations(meters, paths).of(application);
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
    arrivals.left(reference);
    malformed.remove(reference);
    PublishedApplication gone = applications.remove(reference);
    if (gone != null) {
      // At once, so that no new request gets there; those under way are waited for.
      routes.remove(gone);
      publisher.submit(() -> departures.begin(gone));
    }
  }

  /** Whether applications are published at all by now. */
  public boolean open() {
    return open;
  }

  /**
   * The modules whose applications do not answer yet. The registry is asked, not what is bound
   * here: an application that is being made, perhaps with its tables, is bound only when that is
   * done.
   */
  public Set<String> awaited() {
    Set<String> modules = new TreeSet<>();
    for (ServiceReference<Application> reference : registered()) {
      PublishedApplication application = applications.get(reference);
      boolean answers = application != null && application.ready();
      if (!answers && !malformed.contains(reference) && reference.getBundle() != null) {
        modules.add(Owners.of(reference).module());
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
    arrivals.again();
    if (!open || door.current().isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    supervision.lookAround(now);
    departures.end(now);
  }
}
