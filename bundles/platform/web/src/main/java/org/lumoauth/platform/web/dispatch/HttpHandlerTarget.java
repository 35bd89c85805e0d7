/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.dispatch;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.exchange.HttpExchangeTarget;
import org.lumoauth.platform.web.exchange.ServletHttpExchange;
import org.lumoauth.platform.web.routing.EndpointOwner;
import org.lumoauth.platform.web.routing.OperationSchema;
import org.lumoauth.platform.web.routing.OperationSchema.OperationBody;
import org.lumoauth.platform.web.routing.RouteOperation;
import org.lumoauth.platform.web.signature.OperationAnnotationMerger;
import org.lumoauth.platform.web.signature.ProviderCatalog;

/** One route of an HTTP handler. */
record HttpHandlerTarget(
    EndpointOwner owner,
    DynamicHttpHandlerReference endpoint,
    RouteOperation operation,
    String route,
    ProviderCatalog providers,
    boolean streamsBody,
    boolean hasOAuthErrors)
    implements HttpExchangeTarget {

  /** The form of a hosted page is not part of the API: the page defines its fields. */
  static final OperationSchema PAGES_FORM =
      new OperationSchema(
          List.of(),
          Optional.of(
              new OperationBody(true, List.of(OperationBody.FORM), Map.of("type", "object"))),
          Map.of(),
          Map.of());

  @Override
  public boolean isReady() {
    return endpoint.ready();
  }

  @Override
  public void beginRequest() {
    // An HTTP handler needs no protection from removal here: the module service counts its work.
  }

  @Override
  public void endRequest() {
    // See enter.
  }

  @Override
  public List<RouteOperation> operations() {
    HttpHandler served = endpoint.get();
    return List.of(
        served == null
            ? operation
            : operation.withSignature(
                new OperationAnnotationMerger(
                        served.getClass(), operation.method(), route, providers)
                    .mergeOnto(operation.signature())));
  }

  @Override
  public void serve(ServletHttpExchange exchange) throws IOException {
    exchange.admit(operation);
    endpoint.get().handle(exchange);
  }
}
