package org.lumoauth.platform.web.door;

import java.util.List;
import java.util.Set;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.platform.web.exchange.DoorExchange;
import org.lumoauth.platform.web.exchange.Endpoint;
import org.lumoauth.platform.web.routing.Operation;
import org.lumoauth.platform.web.routing.Owner;

/** Answers OPTIONS on a path of hot endpoints (RFC 9110 section 9.3.7). */
record AllowTarget(Set<String> methods) implements Endpoint {
  @Override
  public Owner owner() {
    throw new UnsupportedOperationException("the door itself answers");
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public void enter() {
    // Nothing to count.
  }

  @Override
  public void leave() {
    // Nothing to count.
  }

  @Override
  public List<Operation> operations() {
    return List.of();
  }

  @Override
  public void serve(DoorExchange exchange) {
    exchange.response().setHeader("Allow", String.join(", ", methods));
    exchange.response().setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
