/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.dispatch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.json.JsonCodec;
import org.lumoauth.platform.web.metrics.RequestMetrics;
import org.lumoauth.platform.web.routing.AccessRequirement;
import org.lumoauth.platform.web.routing.EndpointOwnerResolver;
import org.lumoauth.platform.web.routing.OperationSchema;
import org.lumoauth.platform.web.routing.RouteOperation;
import org.lumoauth.platform.web.routing.RoutePattern;
import org.lumoauth.platform.web.routing.RouteRegistry;
import org.lumoauth.platform.web.signature.ServiceRegistryProviderCatalog;
import org.lumoauth.support.concurrent.DaemonThreadFactory;
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
 * Registers the routes of HTTP handlers when they appear and removes them when they disappear. The
 * handler itself is fetched afterwards and again until it is available: the framework refuses a
 * component once while its dependencies are being activated.
 */
@Component(service = HttpHandlerRegistry.class, immediate = true)
public final class HttpHandlerRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(HttpHandlerRegistry.class);
  private static final long FETCH_MILLIS = 200;

  private final BundleContext context;
  private final RouteRegistry routes;
  private final RequestMetrics meters;
  private final JsonCodec json;
  private final ServiceRegistryProviderCatalog providers;
  private final Map<ServiceReference<HttpHandler>, DynamicHttpHandlerReference> endpoints =
      new HashMap<>();
  private final ScheduledExecutorService fetching;

  @Activate
  public HttpHandlerRegistry(
      BundleContext context,
      @Reference RouteRegistry routes,
      @Reference RequestMetrics meters,
      @Reference JsonCodec json,
      @Reference ServiceRegistryProviderCatalog providers) {
    this.context = context;
    this.routes = routes;
    this.meters = meters;
    this.json = json;
    this.providers = providers;
    this.fetching =
        Executors.newSingleThreadScheduledExecutor(
            DaemonThreadFactory.named("lumoauth-door-endpoints"));
  }

  @Deactivate
  void deactivate() {
    fetching.shutdownNow();
  }

  /** Binds only the reference: DS does not bind a service again after it was unavailable once. */
  @Reference(
      service = HttpHandler.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  synchronized void bind(ServiceReference<HttpHandler> reference) {
    DynamicHttpHandlerReference endpoint = new DynamicHttpHandlerReference(context, reference);
    endpoints.put(reference, endpoint);
    for (String route :
        EndpointOwnerResolver.texts(reference.getProperty(EndpointServicePropertyNames.ROUTES))) {
      try {
        HttpHandlerTarget target = target(reference, endpoint, route);
        endpoint.add(target);
        routes.add(target, List.of(route));
      } catch (IllegalArgumentException e) {
        LOG.error(
            "route_malformed module={} problem={}",
            EndpointOwnerResolver.of(reference).module(),
            e.getMessage());
      }
    }
    if (!endpoint.fetch()) {
      fetchLater(endpoint);
    }
  }

  private void fetchLater(DynamicHttpHandlerReference endpoint) {
    try {
      Future<?> unused =
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

  synchronized void unbind(ServiceReference<HttpHandler> reference) {
    DynamicHttpHandlerReference gone = endpoints.remove(reference);
    if (gone != null) {
      gone.targets().forEach(routes::remove);
      gone.release();
      json.forget();
    }
  }

  /** Returns the modules with registered handlers that are not available yet. */
  synchronized Set<String> findAwaitedRoutes() {
    Set<String> modules = new TreeSet<>();
    endpoints.forEach(
        (reference, endpoint) -> {
          if (!endpoint.ready() && reference.getBundle() != null) {
            modules.add(EndpointOwnerResolver.of(reference).module());
          }
        });
    return modules;
  }

  private HttpHandlerTarget target(
      ServiceReference<HttpHandler> reference, DynamicHttpHandlerReference endpoint, String route) {
    RoutePattern pattern = RoutePattern.parseNamed(route);
    String method =
        pattern
            .method()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a route of an HttpHandler must start with its method: " + route));
    Object declared = reference.getProperty(EndpointServicePropertyNames.GUARD);
    RouteOperation operation =
        new RouteOperation(
            method,
            pattern.template(),
            guard(
                method,
                AccessRequirement.parse(declared instanceof String text ? text : "authenticated")),
            Boolean.TRUE.equals(reference.getProperty(EndpointServicePropertyNames.LARGE_BODY)),
            new RouteSummarySelector(
                    EndpointOwnerResolver.texts(reference.getProperty(HttpHandler.SUMMARY)))
                .select(method, route),
            pattern.isPage() && method.equals("POST")
                ? HttpHandlerTarget.PAGES_FORM
                : OperationSchema.UNKNOWN,
            meters.meterFor(method, pattern.template()));
    return new HttpHandlerTarget(
        EndpointOwnerResolver.of(reference),
        endpoint,
        operation,
        route,
        providers,
        "true".equals(reference.getProperty(EndpointServicePropertyNames.STREAMED_BODY)),
        HttpHandler.OAUTH_ERRORS.equals(reference.getProperty(HttpHandler.ERRORS)));
  }

  /** A CORS preflight request never has the client's credential. */
  private static AccessRequirement guard(String method, AccessRequirement declared) {
    return method.equals("OPTIONS")
            && declared.kind() == AccessRequirement.AccessRequirementKind.CLIENT
        ? AccessRequirement.of(AccessRequirement.AccessRequirementKind.OPEN)
        : declared;
  }
}
