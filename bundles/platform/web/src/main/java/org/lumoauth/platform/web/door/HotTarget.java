package org.lumoauth.platform.web.door;

import java.io.IOException;
import java.util.List;
import org.lumoauth.platform.web.exchange.DoorExchange;
import org.lumoauth.platform.web.exchange.Endpoint;
import org.lumoauth.platform.web.routing.Operation;
import org.lumoauth.platform.web.routing.Owner;

/** One route of a hot endpoint. */
record HotTarget(Owner owner, LateEndpoint endpoint, Operation operation) implements Endpoint {
  @Override
  public boolean ready() {
    return endpoint.ready();
  }

  @Override
  public void enter() {
    // Nothing is taken away from under a hot endpoint: the module service counts for itself.
  }

  @Override
  public void leave() {
    // As enter.
  }

  @Override
  public List<Operation> operations() {
    return List.of(operation);
  }

  @Override
  public void serve(DoorExchange exchange) throws IOException {
    exchange.admit(operation);
    endpoint.get().handle(exchange);
  }
}
