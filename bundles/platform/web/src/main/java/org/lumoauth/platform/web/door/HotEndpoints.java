package org.lumoauth.platform.web.door;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.json.Json;
import org.lumoauth.platform.web.meter.RequestMeters;
import org.lumoauth.platform.web.routing.Guard;
import org.lumoauth.platform.web.routing.Operation;
import org.lumoauth.platform.web.routing.Owners;
import org.lumoauth.platform.web.routing.RoutePattern;
import org.lumoauth.platform.web.routing.Routes;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives hot endpoints their routes as they come, and takes them away as they go. */
@Component(service = HotEndpoints.class, immediate = true)
public final class HotEndpoints {
  private static final Logger LOG = LoggerFactory.getLogger(HotEndpoints.class);

  private final BundleContext context;
  private final Routes routes;
  private final RequestMeters meters;
  private final Json json;
  private final Map<ServiceReference<HotEndpoint>, List<HotTarget>> targets = new HashMap<>();

  @Activate
  public HotEndpoints(
      BundleContext context,
      @Reference Routes routes,
      @Reference RequestMeters meters,
      @Reference Json json) {
    this.context = context;
    this.routes = routes;
    this.meters = meters;
    this.json = json;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  synchronized void bind(ServiceReference<HotEndpoint> reference, HotEndpoint endpoint) {
    List<HotTarget> mine = new ArrayList<>();
    targets.put(reference, mine);
    for (String route : Owners.texts(reference.getProperty(WebProperties.ROUTES))) {
      try {
        HotTarget target = target(reference, endpoint, route);
        mine.add(target);
        routes.add(target, List.of(route));
      } catch (IllegalArgumentException e) {
        LOG.error(
            "route_malformed module={} problem={}", Owners.of(reference).module(), e.getMessage());
      }
    }
  }

  synchronized void unbind(ServiceReference<HotEndpoint> reference) {
    List<HotTarget> gone = targets.remove(reference);
    if (gone != null) {
      gone.forEach(routes::remove);
      json.forget();
    }
  }

  /** The modules whose hot endpoints are registered but have no routes yet. */
  Set<String> awaited() {
    Set<ServiceReference<HotEndpoint>> bound;
    synchronized (this) {
      bound = Set.copyOf(targets.keySet());
    }
    Set<String> modules = new TreeSet<>();
    for (ServiceReference<HotEndpoint> reference : registered()) {
      if (!bound.contains(reference) && reference.getBundle() != null) {
        modules.add(Owners.of(reference).module());
      }
    }
    return modules;
  }

  private Collection<ServiceReference<HotEndpoint>> registered() {
    try {
      return context.getServiceReferences(HotEndpoint.class, null);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("no filter was given", e);
    }
  }

  private HotTarget target(
      ServiceReference<HotEndpoint> reference, HotEndpoint endpoint, String route) {
    RoutePattern pattern = RoutePattern.parse(route);
    String method =
        pattern
            .method()
            .orElseThrow(
                () -> new IllegalArgumentException("no method before a hot route: " + route));
    Object guard = reference.getProperty(WebProperties.GUARD);
    Operation operation =
        new Operation(
            method,
            pattern.template(),
            Guard.parse(guard instanceof String text ? text : "authenticated"),
            "",
            meters.of(method, pattern.template()));
    return new HotTarget(Owners.of(reference), endpoint, operation);
  }
}
