/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import java.io.IOException;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.rest.QueryParameterNameValidator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code POST ~/agents/ask}: decides access requests of agents. */
@ApiRequestParameters(AskRequest.class)
@ApiResponse(status = 200)
@ApiErrorResponses({403, 422})
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-ask",
      "lumoauth.web.routes=POST ~/agents/ask",
      HttpHandler.SUMMARY + "=Decide access requests of an agent"
    })
public final class AskEndpoint implements HttpHandler {

  static final String EXPLAIN = "explain";

  private final AskRequestHandler answering;

  @Activate
  public AskEndpoint(@Reference AskRequestHandler answering) {
    this.answering = answering;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var caller = exchange.caller();
    QueryParameterNameValidator.require(exchange, Set.of(EXPLAIN));
    var form = withQuery(exchange.readJson(AskRequest.class), exchange.request());
    exchange.writeJson(200, answering.answer(tenant, caller, exchange.requestInfo(), form));
  }

  /** Adds the query parameter {@code explain}, which means the same as the member. */
  private static AskRequest withQuery(AskRequest form, HttpServletRequest request) {
    String explain = request.getParameter(EXPLAIN);
    return form == null || explain == null ? form : form.withExplain(explain);
  }
}
