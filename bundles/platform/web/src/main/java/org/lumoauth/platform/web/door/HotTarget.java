package org.lumoauth.platform.web.door;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.exchange.DoorExchange;
import org.lumoauth.platform.web.exchange.Endpoint;
import org.lumoauth.platform.web.routing.Operation;
import org.lumoauth.platform.web.routing.Owner;
import org.lumoauth.platform.web.routing.Signature;
import org.lumoauth.platform.web.routing.Signature.Body;
import org.lumoauth.platform.web.signature.Providers;
import org.lumoauth.platform.web.signature.SaidSignature;

/** One route of a hot endpoint. */
record HotTarget(
    Owner owner,
    LateEndpoint endpoint,
    Operation operation,
    String route,
    Providers providers,
    boolean streamsBody,
    boolean hasOAuthErrors)
    implements Endpoint {

  /** What a hosted page sends to itself is no contract: the page has its fields. */
  static final Signature PAGES_FORM =
      new Signature(
          List.of(),
          Optional.of(new Body(true, List.of(Body.FORM), Map.of("type", "object"))),
          Map.of(),
          Map.of());

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
    HotEndpoint served = endpoint.get();
    return List.of(
        served == null
            ? operation
            : operation.with(
                new SaidSignature(served.getClass(), operation.method(), route, providers)
                    .over(operation.signature())));
  }

  @Override
  public void serve(DoorExchange exchange) throws IOException {
    exchange.admit(operation);
    endpoint.get().handle(exchange);
  }
}
