package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.lumoauth.agents.aauth.token.Audiences;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Component;

/** Sends the browser of whoever is to consent to the page for it. */
@Takes(
    as = Takes.As.QUERY,
    members = {@Member(value = "request_token", needed = true)})
@AnswersWith(status = 302)
@Refuses(400)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-agent-auth",
      "lumoauth.web.routes=GET ~/aauth/agent/auth",
      "lumoauth.web.guard=open"
    })
public final class RequestRedirectEndpoint implements HotEndpoint {

  private static final int MAX_TOKEN = 200;

  @Override
  public void handle(Exchange exchange) throws IOException {
    String token = exchange.request().getParameter("request_token");
    if (token == null || token.isEmpty() || token.length() > MAX_TOKEN) {
      throw Problem.invalidRequest("request_token is missing.");
    }
    exchange.redirect(
        Audiences.page(exchange.tenant())
            + "?request_token="
            + URLEncoder.encode(token, StandardCharsets.UTF_8));
    exchange.response().setStatus(302); // the published contract's, for a GET the same
  }
}
