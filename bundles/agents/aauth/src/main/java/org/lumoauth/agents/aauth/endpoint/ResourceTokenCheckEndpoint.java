package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.agents.aauth.grant.Body;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.agents.aauth.token.ResourceJwts;
import org.lumoauth.agents.aauth.token.Scopes;
import org.lumoauth.agents.aauth.token.Signer;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells a resource whether a resource token of its own holds. */
@Takes(
    members = {
      @Member(value = "resource_token", needed = true),
      @Member(value = "agent", needed = true),
      @Member(value = "agent_jkt", needed = true, says = "The thumbprint of its key")
    })
@AnswersWith(status = 200)
@Refuses({401, 403})
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-resource-token-verify",
      "lumoauth.web.routes=POST ~/aauth/resource/token/verify",
      "lumoauth.web.guard=open"
    })
public final class ResourceTokenCheckEndpoint implements HotEndpoint {

  private final SignedCalls calls;
  private final ResourceJwts tokens;

  @Activate
  public ResourceTokenCheckEndpoint(@Reference SignedCalls calls, @Reference ResourceJwts tokens) {
    this.calls = calls;
    this.tokens = tokens;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    calls.server(exchange, PartySettings.RESOURCE, this::answer);
  }

  private Map<String, Object> answer(TenantContext tenant, Signer signer, Body body) {
    String token = body.required("resource_token", Body.TOKEN);
    String agent = body.required("agent", 500);
    String thumbprint = body.required("agent_jkt", 100);
    try {
      ResourceJwts.Ask ask = tokens.verify(tenant, token);
      if (!ask.resource().id().equals(signer.party().id())) {
        return inactive("the token is another resource's");
      }
      if (!ask.agent().equals(agent) || !ask.thumbprint().equals(thumbprint)) {
        return inactive("the token is for another agent or another key");
      }
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("active", true);
      answer.put("resource", ask.resource().identifier());
      answer.put("scope", Scopes.text(ask.scope()));
      answer.put("auth_request_url", ask.authRequestUrl());
      return answer;
    } catch (InvalidTokenException e) {
      return inactive(e.getMessage());
    }
  }

  private static Map<String, Object> inactive(String error) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("active", false);
    answer.put("error", error);
    return answer;
  }
}
