/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.dispatch;

import java.util.List;
import java.util.Set;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.platform.web.exchange.HttpExchangeTarget;
import org.lumoauth.platform.web.exchange.ServletHttpExchange;
import org.lumoauth.platform.web.routing.EndpointOwner;
import org.lumoauth.platform.web.routing.RouteOperation;

/** Answers OPTIONS on a path of HTTP handlers (RFC 9110 section 9.3.7). */
record OptionsMethodTarget(Set<String> methods) implements HttpExchangeTarget {
  @Override
  public EndpointOwner owner() {
    throw new UnsupportedOperationException("the dispatcher answers OPTIONS itself");
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void beginRequest() {}

  @Override
  public void endRequest() {}

  @Override
  public List<RouteOperation> operations() {
    return List.of();
  }

  @Override
  public void serve(ServletHttpExchange exchange) {
    exchange.response().setHeader("Allow", String.join(", ", methods));
    exchange.response().setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
