package org.lumoauth.platform.web.jaxrs;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.servlet.Servlet;
import javax.servlet.ServletContext;
import javax.servlet.ServletException;
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
import org.osgi.service.http.runtime.HttpServiceRuntime;
import org.osgi.service.jaxrs.runtime.JaxrsServiceRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the applications of capabilities from one thread and watches over them. The whiteboard
 * loses an application now and then when several are registered at once; one that does not answer
 * is registered again. If none answers, the whiteboard has lost what all of them share, and is
 * restarted.
 */
@Component(service = Applications.class, immediate = true)
public final class Applications {
  private static final Logger LOG = LoggerFactory.getLogger(Applications.class);
  private static final String OURS =
      "(&(" + WebProperties.ROUTES + "=*)(!(osgi.jaxrs.application.base=*)))";
  private static final long PROBE_AGAIN_MILLIS = 3;

  private final BundleContext context;
  private final ServiceReference<JaxrsServiceRuntime> jaxrs;
  private final WhiteboardRestarts restarts;
  private final Rhythm rhythm;
  private final Routes routes;
  private final Json json;
  private final RequestMeters meters;
  private final DoorContext door;
  private final Whiteboard whiteboard;
  private final ApplicationServlets servlets;
  private final Turn supervision =
      new Turn(this::supervise, e -> LOG.error("supervision_failed", e));
  private final ScheduledExecutorService publisher;
  private final Map<ServiceReference<Application>, PublishedApplication> applications =
      new ConcurrentHashMap<>();
  private final Arrivals arrivals;
  private final Set<ServiceReference<Application>> malformed = ConcurrentHashMap.newKeySet();
  private final Departures departures;
  private volatile boolean open;
  private boolean restarting; // the publisher's thread alone uses it

  @Activate
  public Applications(
      BundleContext context,
      @Reference HttpServiceRuntime http,
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
    this.jaxrs = jaxrs;
    this.restarts = restarts;
    this.rhythm = rhythm;
    this.context = context;
    this.routes = routes;
    this.json = json;
    this.meters = meters;
    this.door = door;
    this.whiteboard = new Whiteboard(context);
    this.arrivals = new Arrivals(context, this::receive);
    this.departures = new Departures(rhythm.drain(), json::forget);
    this.publisher =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "lumoauth-door-publisher");
              thread.setDaemon(true);
              return thread;
            });
    this.servlets = new ApplicationServlets(context, this::servletCame, this::servletWent);
    long settle = rhythm.settle().toMillis();
    publisher.schedule(() -> openWhiteboards(answers), settle, TimeUnit.MILLISECONDS);
    publisher.scheduleWithFixedDelay(
        supervision, settle, rhythm.supervise().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void openWhiteboards(Answers answers) {
    try {
      whiteboard.open(json, answers);
      servlets.open();
      open = true;
    } catch (RuntimeException e) {
      if (!publisher.isShutdown()) { // a bundle that has stopped registers nothing
        LOG.error("whiteboard_not_opened", e);
      }
    }
    if (publisher.isShutdown()) { // it was stopped meanwhile, and may have closed too early
      servlets.close();
      whiteboard.close();
    }
  }

  @Deactivate
  void deactivate() {
    publisher.shutdownNow();
    servlets.close();
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
    submit(supervision);
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
      submit(() -> departures.begin(gone));
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
    applications.values().forEach(application -> lookAfter(application, now));
    departures.end(now);
  }

  private void lookAfter(PublishedApplication application, long now) {
    if (!application.registered()) {
      register(application);
    } else if (!application.ready()) {
      probe(application);
      if (!application.ready() && now - application.registeredAt() > lostAfterNanos()) {
        lost(application);
      }
    }
  }

  private void lost(PublishedApplication application) {
    if (applications.values().stream().anyMatch(PublishedApplication::ready)) {
      LOG.warn("application_lost module={} action=register_again", application.owner().module());
      application.unregister();
      register(application);
    } else if (!restarting && jaxrs.getBundle() != null) {
      restarting = true; // this component ends with the whiteboard and begins again with it
      LOG.warn("whiteboard_lost module={} action=restart", application.owner().module());
      restarts.restart(jaxrs.getBundle());
    }
  }

  private long lostAfterNanos() {
    return restarts.patience(rhythm.lost()).toNanos();
  }

  private void register(PublishedApplication application) {
    application.registered(
        whiteboard.publish(application.name(), application.application()), System.nanoTime());
    servlets
        .find(application.name())
        .ifPresent(servlet -> servletCame(application.name(), servlet));
  }

  private void probe(PublishedApplication application) {
    Servlet servlet = application.servlet();
    Optional<ServletContext> context = door.current();
    if (servlet == null || context.isEmpty()) {
      return;
    }
    try {
      if (Probe.answers(servlet, context.get())) {
        application.ready(true);
        LOG.info(
            "application_ready module={} version={} bundle={}",
            application.owner().module(),
            application.owner().version(),
            application.owner().bundleId());
      } else {
        submit(() -> probeAgain(application));
      }
    } catch (IOException | ServletException | RuntimeException e) {
      LOG.debug("probe_failed module={}", application.owner().module(), e);
    }
  }

  /** An endpoint answers some milliseconds after its servlet has come. */
  private void probeAgain(PublishedApplication application) {
    publisher.schedule(
        () -> {
          if (!application.ready() && application.servlet() != null) {
            probeOnce(application);
          }
        },
        PROBE_AGAIN_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  private void probeOnce(PublishedApplication application) {
    if (System.nanoTime() - application.registeredAt() < lostAfterNanos()) {
      probe(application);
    }
  }

  private void servletCame(String name, Servlet servlet) {
    submit(
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
    Optional<ServletContext> context = door.current();
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
    return applications.values().stream().filter(a -> a.name().equals(name)).findFirst();
  }

  private void submit(Runnable work) {
    try {
      publisher.execute(work);
    } catch (RejectedExecutionException e) {
      LOG.debug("publisher_stopped");
    }
  }
}
