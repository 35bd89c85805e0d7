/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.dispatch;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.servlet.DispatcherType;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.module.ModuleWorkTracker;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.access.AccessLogWriter;
import org.lumoauth.platform.web.access.ByteCountingResponse;
import org.lumoauth.platform.web.exchange.ClientAddressResolver;
import org.lumoauth.platform.web.exchange.DisconnectDetectingResponse;
import org.lumoauth.platform.web.exchange.HttpExchangeServices;
import org.lumoauth.platform.web.exchange.HttpExchangeTarget;
import org.lumoauth.platform.web.exchange.InFlightRequestHandle;
import org.lumoauth.platform.web.exchange.IncomingRequest;
import org.lumoauth.platform.web.exchange.ServletHttpExchange;
import org.lumoauth.platform.web.exchange.UnmatchedRequestErrorWriter;
import org.lumoauth.platform.web.path.RequestPath;
import org.lumoauth.platform.web.path.RequestQueryEncodingValidator;
import org.lumoauth.platform.web.path.RequestRoutingPath;
import org.lumoauth.platform.web.routing.RouteRegistry;
import org.lumoauth.platform.web.routing.RouteTarget;
import org.lumoauth.platform.web.routing.RouteTrie;
import org.lumoauth.platform.web.settings.HttpServerSettings;
import org.slf4j.MDC;

/**
 * Dispatches every request: resolves its tenant and the module that owns its path, and lets that
 * module answer.
 */
final class DispatcherServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final transient HttpServerSettings settings;
  private final transient HttpExchangeServices parts;
  private final transient RouteRegistry routes;
  private final transient RequestIdResolver requestIds;
  private final transient Supplier<Optional<ModuleWorkTracker>> traffic;

  DispatcherServlet(
      HttpServerSettings settings,
      HttpExchangeServices parts,
      RouteRegistry routes,
      RequestIdResolver requestIds,
      Supplier<Optional<ModuleWorkTracker>> traffic) {
    this.settings = settings;
    this.parts = parts;
    this.routes = routes;
    this.requestIds = requestIds;
    this.traffic = traffic;
  }

  @Override
  public void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
    // CXF continues an asynchronous request by dispatching it to the original path, which is
    // handled here.
    if (request.getDispatcherType() == DispatcherType.ASYNC
        && request.getAttribute(HttpExchange.ATTRIBUTE) instanceof ServletHttpExchange exchange) {
      serve(exchange);
      return;
    }
    HttpServerSettings.Values now = settings.values();
    HttpServletResponse client = new DisconnectDetectingResponse(response);
    IncomingRequest arrival =
        new IncomingRequest(
            request,
            now.accessLog() ? new ByteCountingResponse(client) : client,
            requestIds.of(request),
            System.nanoTime());
    MDC.put("request_id", arrival.requestId());
    parts.meters().inFlight().increment();
    CommonResponseHeaders.set(response, arrival.requestId(), now.transportSecurity());
    ServletHttpExchange exchange;
    try {
      exchange = receive(arrival, now);
    } catch (RuntimeException e) {
      UnreadBodyDrainer.discard(request);
      new UnmatchedRequestErrorWriter(
              parts, now, arrival, () -> tenantOf(request), hasOAuthErrors(request))
          .fail(e, method(request));
      finishUnmatched(arrival, now);
      MDC.clear();
      return;
    }
    serve(exchange);
  }

  private ServletHttpExchange receive(IncomingRequest arrival, HttpServerSettings.Values now) {
    HttpServletRequest request = arrival.request();
    if (!METHODS.contains(request.getMethod())) {
      throw new ApiException(
          501,
          "not_implemented",
          "The server does not support this HTTP method. It supports "
              + String.join(", ", new TreeSet<>(METHODS))
              + ".");
    }
    RequestRoutingPath address = RequestRoutingPath.of(RequestPath.parse(request.getRequestURI()));
    RequestQueryEncodingValidator.check(request.getQueryString());
    SingleCredentialCheck.check(request);
    RequestBodyHeaderValidator.check(request, now.maxBodyBytes());
    String clientAddress = ClientAddressResolver.of(request, now);
    Optional<TenantContext> tenant = Optional.empty();
    if (address.slug().isPresent()) {
      tenant = Optional.of(tenant(address, address.slug().get()));
    }
    InFlightRequestHandle passage = passage(address, request.getMethod(), arrival.response());
    ServletHttpExchange exchange =
        new ServletHttpExchange(parts, now, arrival, address, tenant, passage, clientAddress);
    request.setAttribute(HttpExchange.ATTRIBUTE, exchange);
    return exchange;
  }

  /** Returns the tenant of a path without an owner; empty if the path names no existing tenant. */
  private Optional<TenantContext> tenantOf(HttpServletRequest request) {
    try {
      return RequestRoutingPath.of(RequestPath.parse(request.getRequestURI()))
          .slug()
          .map(parts.gate()::requireTenant);
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Returns whether the endpoint that the request did not reach has OAuth error bodies. */
  private boolean hasOAuthErrors(HttpServletRequest request) {
    try {
      RequestRoutingPath address =
          RequestRoutingPath.of(RequestPath.parse(request.getRequestURI()));
      RouteTrie.RouteMatch found =
          routes.trie().find(address.slug().isPresent(), address.segments(), request.getMethod());
      return found.slot() != null
          && found.slot().targets().stream()
              .anyMatch(target -> ((HttpExchangeTarget) target).hasOAuthErrors());
    } catch (RuntimeException e) {
      return false;
    }
  }

  private TenantContext tenant(RequestRoutingPath address, String slug) {
    try {
      return parts.gate().requireTenant(slug);
    } catch (ApiException problem) {
      throw problem.status() == 404 && address.forRelyingParties()
          ? new ApiException(404, "invalid_tenant", problem.getMessage())
          : problem;
    }
  }

  private InFlightRequestHandle passage(
      RequestRoutingPath address, String method, HttpServletResponse response) {
    RouteTrie current = routes.trie();
    while (true) {
      RouteTrie.RouteMatch found =
          current.find(address.slug().isPresent(), address.segments(), method);
      if (found.slot() == null) {
        return withoutTarget(found, method, response);
      }
      Optional<InFlightRequestHandle> entered = enter(found.slot().targets());
      if (entered.isPresent()) {
        return entered.get();
      }
      // A module that was replaced after the lookup is found in the new routes.
      RouteTrie next = routes.trie();
      if (next == current) {
        String module = found.slot().module();
        throw ApiException.moduleUnavailable(
            traffic.get().map(modules -> modules.findMissingModule(module)).orElse(module));
      }
      current = next;
    }
  }

  private static InFlightRequestHandle withoutTarget(
      RouteTrie.RouteMatch found, String method, HttpServletResponse response) {
    if (found.otherMethods().isEmpty()) {
      throw ApiException.notFound("No endpoint exists at this path.");
    }
    Set<String> allowed = new TreeSet<>(found.otherMethods());
    allowed.add("OPTIONS");
    if (method.equals("OPTIONS")) {
      return new InFlightRequestHandle(new OptionsMethodTarget(allowed), null);
    }
    response.setHeader("Allow", String.join(", ", allowed));
    throw new ApiException(
        405, "method_not_allowed", "This path supports only " + String.join(", ", allowed) + ".");
  }

  /** Returns the request at the first target that accepts it; empty if none does. */
  private Optional<InFlightRequestHandle> enter(List<RouteTarget> targets) {
    Optional<ModuleWorkTracker> counting = traffic.get();
    for (RouteTarget target : targets) {
      ModuleWorkTracker.ModuleWorkPermit counted = null;
      if (!target.isReady()) {
        continue;
      }
      if (counting.isPresent()) {
        counted = counting.get().tryEnter(target.owner().bundleId());
        if (counted == null) {
          continue;
        }
      }
      var entered = new InFlightRequestHandle((HttpExchangeTarget) target, counted);
      if (target.isReady()) { // a target that was removed meanwhile may not wait for the request
        return Optional.of(entered);
      }
      entered.close();
    }
    return Optional.empty();
  }

  private static void serve(ServletHttpExchange exchange) throws IOException {
    HttpServletRequest request = exchange.request();
    MDC.put("request_id", exchange.requestId());
    exchange.tenantSlug().ifPresent(slug -> MDC.put("tenant", slug));
    try {
      exchange.passage().target().serve(exchange);
    } catch (IOException | ServletException | RuntimeException | LinkageError e) {
      exchange.fail(e);
    } finally {
      if (request.isAsyncStarted()) {
        request.getAsyncContext().addListener(new RequestCompletionListener(exchange));
      } else {
        exchange.finish();
      }
      MDC.clear();
    }
    breakOff(exchange);
  }

  /** The HTTP server completes a response that is left unfinished, but breaks off a failed one. */
  private static void breakOff(ServletHttpExchange exchange) throws IOException {
    if (exchange.brokenBy().isPresent()) {
      throw new IOException("the response cannot be completed", exchange.brokenBy().get());
    }
  }

  private void finishUnmatched(IncomingRequest arrival, HttpServerSettings.Values now) {
    long took = System.nanoTime() - arrival.nanos();
    int status = arrival.response().getStatus();
    parts.meters().inFlight().decrement();
    parts.meters().unmatchedMeter().record(status, took);
    if (now.accessLog()) {
      var known =
          new AccessLogWriter.AccessLogRequest(
              arrival.requestId(),
              method(arrival.request()),
              "unmatched",
              AccessLogWriter.address(() -> ClientAddressResolver.of(arrival.request(), now)),
              Optional.empty(),
              Optional.empty());
      parts
          .accessLog()
          .write(known, status, took, ByteCountingResponse.bytesOf(arrival.response()));
    }
  }

  /** Returns the method for the log; only known methods, no arbitrary client input. */
  private static String method(HttpServletRequest request) {
    return METHODS.contains(request.getMethod()) ? request.getMethod() : "unknown";
  }
}
