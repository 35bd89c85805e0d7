package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.grant.AauthAudit;
import org.lumoauth.agents.aauth.grant.Body;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.agents.aauth.token.Audiences;
import org.lumoauth.agents.aauth.token.ResourceJwts;
import org.lumoauth.agents.aauth.token.Scopes;
import org.lumoauth.agents.aauth.token.Signer;
import org.lumoauth.agents.aauth.token.TokenKind;
import org.lumoauth.agents.aauth.token.TokenMint;
import org.lumoauth.api.tenant.TenantContext;
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

/** Makes the token by which a resource tells an agent what to ask for. */
@Takes(
    members = {
      @Member(value = "agent", needed = true),
      @Member(value = "agent_jkt", needed = true, says = "The thumbprint of its key"),
      @Member("scope"),
      @Member(value = "auth_server", says = "This server"),
      @Member("auth_request_url")
    })
@AnswersWith(status = 200)
@Refuses({401, 403})
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-resource-token",
      "lumoauth.web.routes=POST ~/aauth/resource/token",
      "lumoauth.web.guard=open"
    })
public final class ResourceTokenEndpoint implements HotEndpoint {

  private final SignedCalls calls;
  private final ResourceJwts tokens;
  private final AauthAudit audit;

  @Activate
  public ResourceTokenEndpoint(
      @Reference SignedCalls calls, @Reference ResourceJwts tokens, @Reference AauthAudit audit) {
    this.calls = calls;
    this.tokens = tokens;
    this.audit = audit;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    calls.server(
        exchange,
        PartySettings.RESOURCE,
        (tenant, signer, body) -> answer(exchange, tenant, signer, body));
  }

  private Map<String, Object> answer(
      Exchange exchange, TenantContext tenant, Signer signer, Body body) {
    Set<String> scope = Scopes.of(body.text("scope", Body.TEXT).orElse(""));
    Scopes.requireWithin(scope, signer.party().settings().scopes().keySet());
    String server = body.text("auth_server", 500).orElse(tenant.issuer());
    if (!Audiences.of(tenant).contains(server)) {
      throw Problem.invalidRequest("auth_server is another server.");
    }
    var ask =
        new ResourceJwts.Ask(
            signer.party(),
            body.required("agent", 500),
            body.required("agent_jkt", 100),
            scope,
            body.text("auth_request_url", 500).orElse(""));
    TokenMint.Minted token = tokens.issue(tenant, ask, server);
    audit.issued(
        tenant,
        signer,
        TokenKind.RESOURCE.type(),
        token.id(),
        Optional.empty(),
        Map.of("agent", ask.agent(), "scope", Scopes.text(scope)),
        exchange.requestInfo());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("resource_token", token.value());
    answer.put("token_type", TokenKind.RESOURCE.type());
    answer.put("expires_in", TokenKind.RESOURCE.lifetime().toSeconds());
    return answer;
  }
}
