/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs.failure;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.exchange.ResponseWriter;
import org.lumoauth.platform.web.exchange.ServletHttpExchange;
import org.lumoauth.platform.web.failure.RequestFailure;

/** Converts exceptions of resources to the common error format. */
public final class FailureResponseFactory {
  private final ResponseWriter answers;

  public FailureResponseFactory(ResponseWriter answers) {
    this.answers = answers;
  }

  Response of(HttpServletRequest request, Throwable thrown) {
    if (thrown instanceof WebApplicationException web
        && (web.getResponse().hasEntity() || web.getResponse().getStatus() < 400)) {
      return web.getResponse();
    }
    ServletHttpExchange exchange = (ServletHttpExchange) HttpExchange.of(request);
    RequestFailure failure =
        answers.log(thrown, exchange.requestId(), request.getMethod(), exchange.route());
    Response.ResponseBuilder response =
        Response.status(failure.status())
            .entity(failure.body())
            .type(MediaType.APPLICATION_JSON_TYPE);
    failure.headers().forEach(response::header);
    if (failure.status() == 401 && !failure.headers().containsKey(HttpHeaders.WWW_AUTHENTICATE)) {
      answers
          .challenges()
          .forEach(challenge -> response.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
    }
    return response.build();
  }
}
