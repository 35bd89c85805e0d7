package org.lumoauth.platform.web.door;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.servlet.DispatcherType;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.module.ModuleTraffic;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.access.AccessLog;
import org.lumoauth.platform.web.access.CountedResponse;
import org.lumoauth.platform.web.exchange.Arrival;
import org.lumoauth.platform.web.exchange.ClientAddress;
import org.lumoauth.platform.web.exchange.ClientResponse;
import org.lumoauth.platform.web.exchange.DoorExchange;
import org.lumoauth.platform.web.exchange.DoorParts;
import org.lumoauth.platform.web.exchange.Endpoint;
import org.lumoauth.platform.web.exchange.Passage;
import org.lumoauth.platform.web.exchange.Unmatched;
import org.lumoauth.platform.web.path.ApiAddress;
import org.lumoauth.platform.web.path.RequestPath;
import org.lumoauth.platform.web.path.RequestQuery;
import org.lumoauth.platform.web.routing.RouteTrie;
import org.lumoauth.platform.web.routing.Routes;
import org.lumoauth.platform.web.routing.Target;
import org.lumoauth.platform.web.settings.DoorSettings;
import org.slf4j.MDC;

/**
 * Takes every request: finds its tenant and the module that owns its path, and has that one answer.
 */
final class DoorServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final transient DoorSettings settings;
  private final transient DoorParts parts;
  private final transient Routes routes;
  private final transient RequestIds requestIds;
  private final transient Supplier<Optional<ModuleTraffic>> traffic;

  DoorServlet(
      DoorSettings settings,
      DoorParts parts,
      Routes routes,
      RequestIds requestIds,
      Supplier<Optional<ModuleTraffic>> traffic) {
    this.settings = settings;
    this.parts = parts;
    this.routes = routes;
    this.requestIds = requestIds;
    this.traffic = traffic;
  }

  @Override
  public void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
    // CXF goes on with an asynchronous request by dispatching it to where it came in: here.
    if (request.getDispatcherType() == DispatcherType.ASYNC
        && request.getAttribute(Exchange.ATTRIBUTE) instanceof DoorExchange exchange) {
      serve(exchange);
      return;
    }
    DoorSettings.Values now = settings.values();
    HttpServletResponse client = new ClientResponse(response);
    Arrival arrival =
        new Arrival(
            request,
            now.accessLog() ? new CountedResponse(client) : client,
            requestIds.of(request),
            System.nanoTime());
    MDC.put("request_id", arrival.requestId());
    parts.meters().inFlight().increment();
    CommonHeaders.set(response, arrival.requestId(), now.transportSecurity());
    DoorExchange exchange;
    try {
      exchange = receive(arrival, now);
    } catch (RuntimeException e) {
      UnreadBody.discard(request);
      new Unmatched(parts, now, arrival, () -> tenantOf(request), hasOAuthErrors(request))
          .fail(e, method(request));
      finishUnmatched(arrival, now);
      MDC.clear();
      return;
    }
    serve(exchange);
  }

  private DoorExchange receive(Arrival arrival, DoorSettings.Values now) {
    HttpServletRequest request = arrival.request();
    if (!METHODS.contains(request.getMethod())) {
      throw new Problem(501, "not_implemented", "The server does not know that method.");
    }
    ApiAddress address = ApiAddress.of(RequestPath.parse(request.getRequestURI()));
    RequestQuery.check(request.getQueryString());
    Credentials.check(request);
    BodyRules.check(request, now.maxBodyBytes());
    String clientAddress = ClientAddress.of(request, now);
    Optional<TenantContext> tenant = Optional.empty();
    if (address.slug().isPresent()) {
      tenant = Optional.of(tenant(address, address.slug().get()));
    }
    Passage passage = passage(address, request.getMethod(), arrival.response());
    DoorExchange exchange =
        new DoorExchange(parts, now, arrival, address, tenant, passage, clientAddress);
    request.setAttribute(Exchange.ATTRIBUTE, exchange);
    return exchange;
  }

  /** The tenant of a path that nobody owns; empty if it names none that there is. */
  private Optional<TenantContext> tenantOf(HttpServletRequest request) {
    try {
      return ApiAddress.of(RequestPath.parse(request.getRequestURI()))
          .slug()
          .map(parts.gate()::tenant);
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Whether the endpoint that the request was for, but did not reach, has such error bodies. */
  private boolean hasOAuthErrors(HttpServletRequest request) {
    try {
      ApiAddress address = ApiAddress.of(RequestPath.parse(request.getRequestURI()));
      RouteTrie.Found found =
          routes.trie().find(address.slug().isPresent(), address.segments(), request.getMethod());
      return found.slot() != null
          && found.slot().targets().stream()
              .anyMatch(target -> ((Endpoint) target).hasOAuthErrors());
    } catch (RuntimeException e) {
      return false;
    }
  }

  private TenantContext tenant(ApiAddress address, String slug) {
    try {
      return parts.gate().tenant(slug);
    } catch (Problem problem) {
      throw problem.status() == 404 && address.forRelyingParties()
          ? new Problem(404, "invalid_tenant", problem.getMessage())
          : problem;
    }
  }

  private Passage passage(ApiAddress address, String method, HttpServletResponse response) {
    RouteTrie.Found found =
        routes.trie().find(address.slug().isPresent(), address.segments(), method);
    if (found.slot() == null) {
      if (found.otherMethods().isEmpty()) {
        throw Problem.notFound("There is nothing at this path.");
      }
      Set<String> allowed = new TreeSet<>(found.otherMethods());
      allowed.add("OPTIONS");
      if (method.equals("OPTIONS")) {
        return new Passage(new AllowTarget(allowed), null);
      }
      response.setHeader("Allow", String.join(", ", allowed));
      throw new Problem(405, "method_not_allowed", "This path does not take that method.");
    }
    for (Target target : found.slot().targets()) {
      if (target.ready()) {
        Optional<ModuleTraffic> counting = traffic.get();
        if (counting.isEmpty()) {
          return new Passage((Endpoint) target, null);
        }
        ModuleTraffic.Passage counted = counting.get().enter(target.owner().bundleId());
        if (counted != null) {
          return new Passage((Endpoint) target, counted);
        }
      }
    }
    String module = found.slot().module();
    throw Problem.moduleUnavailable(
        traffic.get().map(modules -> modules.lacking(module)).orElse(module));
  }

  private static void serve(DoorExchange exchange) throws IOException {
    HttpServletRequest request = exchange.request();
    MDC.put("request_id", exchange.requestId());
    exchange.tenantSlug().ifPresent(slug -> MDC.put("tenant", slug));
    try {
      exchange.passage().target().serve(exchange);
    } catch (IOException | ServletException | RuntimeException | LinkageError e) {
      exchange.fail(e);
    } finally {
      if (request.isAsyncStarted()) {
        request.getAsyncContext().addListener(new FinishWhenComplete(exchange));
      } else {
        exchange.finish();
      }
      MDC.clear();
    }
    breakOff(exchange);
  }

  /** The HTTP server completes a response that is left alone, and breaks off one that fails. */
  private static void breakOff(DoorExchange exchange) throws IOException {
    if (exchange.brokenBy().isPresent()) {
      throw new IOException("the response cannot be completed", exchange.brokenBy().get());
    }
  }

  private void finishUnmatched(Arrival arrival, DoorSettings.Values now) {
    long took = System.nanoTime() - arrival.nanos();
    int status = arrival.response().getStatus();
    parts.meters().inFlight().decrement();
    parts.meters().unmatched().record(status, took);
    if (now.accessLog()) {
      var known =
          new AccessLog.Request(
              arrival.requestId(),
              method(arrival.request()),
              "unmatched",
              AccessLog.address(() -> ClientAddress.of(arrival.request(), now)),
              Optional.empty(),
              Optional.empty());
      parts.accessLog().write(known, status, took, CountedResponse.bytesOf(arrival.response()));
    }
  }

  /** The method for the log: only ones that we know, not what somebody made up. */
  private static String method(HttpServletRequest request) {
    return METHODS.contains(request.getMethod()) ? request.getMethod() : "unknown";
  }
}
