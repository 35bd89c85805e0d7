/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.exchange.ServletHttpExchange;

/** Checks the guard of a resource method before the body is read. */
public final class AccessGuardFilter implements ContainerRequestFilter {
  @Context private HttpServletRequest request;
  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext context) {
    ServletHttpExchange exchange = (ServletHttpExchange) HttpExchange.of(request);
    PublishedApplication application = (PublishedApplication) exchange.passage().target();
    application.admit(resource.getResourceMethod(), exchange);
  }
}
