package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.util.List;
import org.lumoauth.agents.aauth.grant.AuthRequest;
import org.lumoauth.agents.aauth.grant.Body;
import org.lumoauth.agents.aauth.grant.CodeRequest;
import org.lumoauth.agents.aauth.grant.ExchangeRequest;
import org.lumoauth.agents.aauth.grant.RefreshRequest;
import org.lumoauth.agents.aauth.grant.TokenRequest;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives agents tokens for resources, by the kinds of requests that there are. */
@Takes(
    members = {
      @Member(
          value = "request_type",
          oneOf = {"auth", "code", "exchange", "refresh"},
          says = "auth where it is left out"),
      @Member(value = "resource_token", says = "Needed for auth and exchange"),
      @Member("scope"),
      @Member(value = "redirect_uri", says = "Needed for auth"),
      @Member(value = "code", says = "Needed for code"),
      @Member("request_token"),
      @Member(value = "auth_token", says = "Needed for exchange"),
      @Member(value = "refresh_token", says = "Needed for refresh")
    })
@AnswersWith(status = 200)
@Refuses({401, 403})
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-agent-token",
      "lumoauth.web.routes=POST ~/aauth/agent/token",
      "lumoauth.web.guard=open"
    })
public final class AgentTokenEndpoint implements HotEndpoint {

  private final SignedCalls calls;
  private final List<TokenRequest> requests;

  @Activate
  public AgentTokenEndpoint(
      @Reference SignedCalls calls,
      @Reference AuthRequest auth,
      @Reference CodeRequest code,
      @Reference ExchangeRequest exchange,
      @Reference RefreshRequest refresh) {
    this.calls = calls;
    this.requests = List.of(auth, code, exchange, refresh);
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    calls.agent(
        exchange,
        (tenant, signer, body) -> {
          String type = type(body);
          return requests.stream()
              .filter(request -> request.type().equals(type))
              .findFirst()
              .orElseThrow(
                  () ->
                      new Problem(
                          400, "unsupported_request_type", "There is no such request_type."))
              .answer(tenant, signer, body, exchange.requestInfo());
        });
  }

  /** It may be left out: most ask for an auth token. */
  static String type(Body body) {
    return body.text("request_type", Body.TEXT).orElse("auth");
  }
}
