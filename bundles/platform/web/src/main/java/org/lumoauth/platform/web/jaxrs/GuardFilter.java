package org.lumoauth.platform.web.jaxrs;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.exchange.DoorExchange;

/** Asks the guard of a resource method before the body is read. */
public final class GuardFilter implements ContainerRequestFilter {
  @Context private HttpServletRequest request;
  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext context) {
    DoorExchange exchange = (DoorExchange) Exchange.of(request);
    PublishedApplication application = (PublishedApplication) exchange.passage().target();
    application.admit(resource.getResourceMethod(), exchange);
  }
}
