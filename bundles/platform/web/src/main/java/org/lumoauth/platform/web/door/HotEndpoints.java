package org.lumoauth.platform.web.door;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.module.DaemonThreads;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.json.Json;
import org.lumoauth.platform.web.meter.RequestMeters;
import org.lumoauth.platform.web.routing.Guard;
import org.lumoauth.platform.web.routing.Operation;
import org.lumoauth.platform.web.routing.Owners;
import org.lumoauth.platform.web.routing.RoutePattern;
import org.lumoauth.platform.web.routing.Routes;
import org.lumoauth.platform.web.routing.Signature;
import org.lumoauth.platform.web.signature.ServiceProviders;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives hot endpoints their routes as they come, and takes them away as they go. The endpoint
 * itself is fetched after that, and again until it can be had: a component that is asked for while
 * others that it needs are being made is refused by the framework, once.
 */
@Component(service = HotEndpoints.class, immediate = true)
public final class HotEndpoints {
  private static final Logger LOG = LoggerFactory.getLogger(HotEndpoints.class);
  private static final long FETCH_MILLIS = 200;

  private final BundleContext context;
  private final Routes routes;
  private final RequestMeters meters;
  private final Json json;
  private final ServiceProviders providers;
  private final Map<ServiceReference<HotEndpoint>, LateEndpoint> endpoints = new HashMap<>();
  private final ScheduledExecutorService fetching;

  @Activate
  public HotEndpoints(
      BundleContext context,
      @Reference Routes routes,
      @Reference RequestMeters meters,
      @Reference Json json,
      @Reference ServiceProviders providers) {
    this.context = context;
    this.routes = routes;
    this.meters = meters;
    this.json = json;
    this.providers = providers;
    this.fetching =
        Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("lumoauth-door-endpoints"));
  }

  @Deactivate
  void deactivate() {
    fetching.shutdownNow();
  }

  /** With the reference alone: whoever is not given the service is not bound, and never again. */
  @Reference(
      service = HotEndpoint.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  synchronized void bind(ServiceReference<HotEndpoint> reference) {
    LateEndpoint endpoint = new LateEndpoint(context, reference);
    endpoints.put(reference, endpoint);
    for (String route : Owners.texts(reference.getProperty(WebProperties.ROUTES))) {
      try {
        HotTarget target = target(reference, endpoint, route);
        endpoint.add(target);
        routes.add(target, List.of(route));
      } catch (IllegalArgumentException e) {
        LOG.error(
            "route_malformed module={} problem={}", Owners.of(reference).module(), e.getMessage());
      }
    }
    if (!endpoint.fetch()) {
      fetchLater(endpoint);
    }
  }

  private void fetchLater(LateEndpoint endpoint) {
    try {
      fetching.schedule(
          () -> {
            if (!endpoint.fetch()) {
              fetchLater(endpoint);
            }
          },
          FETCH_MILLIS,
          TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("door_stopped");
    }
  }

  synchronized void unbind(ServiceReference<HotEndpoint> reference) {
    LateEndpoint gone = endpoints.remove(reference);
    if (gone != null) {
      gone.targets().forEach(routes::remove);
      gone.release();
      json.forget();
    }
  }

  /** The modules whose hot endpoints are registered but don't answer yet. */
  synchronized Set<String> awaited() {
    Set<String> modules = new TreeSet<>();
    endpoints.forEach(
        (reference, endpoint) -> {
          if (!endpoint.ready() && reference.getBundle() != null) {
            modules.add(Owners.of(reference).module());
          }
        });
    return modules;
  }

  private HotTarget target(
      ServiceReference<HotEndpoint> reference, LateEndpoint endpoint, String route) {
    RoutePattern pattern = RoutePattern.named(route);
    String method =
        pattern
            .method()
            .orElseThrow(
                () -> new IllegalArgumentException("no method before a hot route: " + route));
    Object declared = reference.getProperty(WebProperties.GUARD);
    Object summary = reference.getProperty(HotEndpoint.SUMMARY);
    Operation operation =
        new Operation(
            method,
            pattern.template(),
            guard(method, Guard.parse(declared instanceof String text ? text : "authenticated")),
            Boolean.TRUE.equals(reference.getProperty(WebProperties.LARGE_BODY)),
            summary instanceof String line ? line : "",
            pattern.page() && method.equals("POST") ? HotTarget.PAGES_FORM : Signature.UNKNOWN,
            meters.of(method, pattern.template()));
    return new HotTarget(
        Owners.of(reference),
        endpoint,
        operation,
        route,
        providers,
        "true".equals(reference.getProperty(WebProperties.STREAMED_BODY)),
        HotEndpoint.OAUTH_ERRORS.equals(reference.getProperty(HotEndpoint.ERRORS)));
  }

  /** What a browser asks before a client's request never has the client's credential. */
  private static Guard guard(String method, Guard declared) {
    return method.equals("OPTIONS") && declared.kind() == Guard.Kind.CLIENT
        ? Guard.of(Guard.Kind.OPEN)
        : declared;
  }
}
