package org.lumoauth.platform.web.jaxrs;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.exchange.Answers;
import org.lumoauth.platform.web.exchange.DoorExchange;
import org.lumoauth.platform.web.failure.Failure;

/** Turns what a resource throws into the common error format. */
final class FailureAnswers {
  private final Answers answers;

  FailureAnswers(Answers answers) {
    this.answers = answers;
  }

  Response of(HttpServletRequest request, Throwable thrown) {
    if (thrown instanceof WebApplicationException web
        && (web.getResponse().hasEntity() || web.getResponse().getStatus() < 400)) {
      return web.getResponse();
    }
    DoorExchange exchange = (DoorExchange) Exchange.of(request);
    Failure failure =
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
