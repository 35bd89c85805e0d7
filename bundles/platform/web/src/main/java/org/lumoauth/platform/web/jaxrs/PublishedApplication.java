/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.Servlet;
import javax.servlet.ServletException;
import javax.ws.rs.core.Application;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.exchange.HttpExchangeTarget;
import org.lumoauth.platform.web.exchange.ServletHttpExchange;
import org.lumoauth.platform.web.rest.QueryParameterNameValidator;
import org.lumoauth.platform.web.routing.AccessRequirement;
import org.lumoauth.platform.web.routing.EndpointOwner;
import org.lumoauth.platform.web.routing.RouteOperation;
import org.osgi.framework.ServiceRegistration;

/** A published version of a bundle's JAX-RS application. */
final class PublishedApplication implements HttpExchangeTarget {
  private final EndpointOwner owner;
  private final String name;
  private final Application application;
  private final Map<Method, List<RouteOperation>> operations;
  private final AtomicInteger inFlight = new AtomicInteger();

  private volatile Servlet servlet;
  private volatile boolean ready;

  // Used only by the publisher's thread.
  private ServiceRegistration<Application> registration;
  private long registeredAt;

  PublishedApplication(
      EndpointOwner owner,
      String name,
      Application application,
      Map<Method, List<RouteOperation>> operations) {
    this.owner = owner;
    this.name = name;
    this.application = application;
    this.operations = operations;
  }

  @Override
  public EndpointOwner owner() {
    return owner;
  }

  /** Returns the name in the JAX-RS whiteboard, unique for each version. */
  String name() {
    return name;
  }

  Application application() {
    return application;
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  void ready(boolean answers) {
    ready = answers;
  }

  Servlet servlet() {
    return servlet;
  }

  void servlet(Servlet opened) {
    servlet = opened;
    ready = false;
  }

  boolean registered() {
    return registration != null;
  }

  long registeredAt() {
    return registeredAt;
  }

  void registered(ServiceRegistration<Application> made, long nanos) {
    registration = made;
    registeredAt = nanos;
  }

  void unregister() {
    ready = false;
    if (registration != null) {
      try {
        registration.unregister();
      } catch (IllegalStateException e) {
        // The framework already unregistered it, because the bundle was stopped.
      }
      registration = null;
    }
    servlet = null;
  }

  @Override
  public void beginRequest() {
    inFlight.incrementAndGet();
  }

  @Override
  public void endRequest() {
    inFlight.decrementAndGet();
  }

  boolean isIdle() {
    return inFlight.get() == 0;
  }

  @Override
  public List<RouteOperation> operations() {
    return operations.values().stream().flatMap(List::stream).toList();
  }

  @Override
  public void serve(ServletHttpExchange exchange) throws IOException, ServletException {
    Servlet open = servlet;
    if (open == null) {
      throw ApiException.moduleUnavailable(owner.module());
    }
    open.service(
        new JaxRsServletRequest(exchange.request(), exchange.address(), exchange.baseUrl()),
        new AbortableResponse(exchange.response(), exchange::isAborted));
  }

  /**
   * Admits a request to a method if its guard allows it and if the method declares every query
   * parameter of the request. Requests to an unknown method are rejected.
   */
  void admit(Method method, ServletHttpExchange exchange) {
    List<RouteOperation> places = operations.get(method);
    if (places == null || places.isEmpty()) {
      exchange.admit(AccessRequirement.of(AccessRequirement.AccessRequirementKind.NOBODY));
      return;
    }
    RouteOperation operation = places.get(0);
    if (places.size() > 1) {
      boolean tenant = exchange.tenantSlug().isPresent();
      for (RouteOperation place : places) {
        if (place.path().startsWith("/t/{tenant}/") == tenant) {
          operation = place;
          break;
        }
      }
    }
    exchange.admit(operation);
    String query = exchange.request().getQueryString();
    if (query != null) {
      Set<String> names = operation.queryNames();
      if (!names.isEmpty()) { // without query parameters the query cannot change the response
        QueryParameterNameValidator.require(query, names);
      }
    }
  }
}
