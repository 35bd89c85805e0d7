package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauth.grant.AauthAudit;
import org.lumoauth.agents.aauth.grant.Body;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.agents.aauth.signature.RefusedSignature;
import org.lumoauth.agents.aauth.signature.Signers;
import org.lumoauth.agents.aauth.token.AgentJwts;
import org.lumoauth.agents.aauth.token.Signer;
import org.lumoauth.agents.aauth.token.TokenKind;
import org.lumoauth.agents.aauth.token.TokenMint;
import org.lumoauth.api.key.SignatureChecks;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
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

/** Makes a token for a key that an agent server names: itself, or somebody who acts for it. */
@Takes(
    members = {
      @Member(value = "delegate_sub", needed = true),
      @Member(value = "delegate_public_key", needed = true, type = Map.class, says = "A JWK"),
      @Member(value = "audience", type = Object.class, says = "A text or a list of texts")
    })
@AnswersWith(status = 200)
@Refuses({401, 403})
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-agent-issue",
      "lumoauth.web.routes=POST ~/aauth/agent/issue",
      "lumoauth.web.guard=open"
    })
public final class DelegateTokenEndpoint implements HotEndpoint {

  private static final int MAX_AUDIENCE = 10;

  private final SignedCalls calls;
  private final Signers signers;
  private final AgentJwts tokens;
  private final SignatureChecks checks;
  private final AauthAudit audit;

  @Activate
  public DelegateTokenEndpoint(
      @Reference SignedCalls calls,
      @Reference Signers signers,
      @Reference AgentJwts tokens,
      @Reference SignatureChecks checks,
      @Reference AauthAudit audit) {
    this.calls = calls;
    this.signers = signers;
    this.tokens = tokens;
    this.checks = checks;
    this.audit = audit;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    calls.handle(
        exchange,
        (tenant, request) -> {
          if (Signers.token(request.view()).isEmpty()) {
            return signers.server(tenant, request, PartySettings.AGENT);
          }
          Signer agent = signers.agent(tenant, request);
          if (agent.delegated()) { // who acts for an agent does not appoint others
            throw new RefusedSignature("Only the agent server itself may have tokens made.");
          }
          return agent;
        },
        (tenant, signer, body) -> issue(exchange, tenant, signer, body));
  }

  private Map<String, Object> issue(
      Exchange exchange, TenantContext tenant, Signer signer, Body body) {
    String delegate = body.required("delegate_sub", 500);
    boolean itself = delegate.equals(signer.party().identifier());
    if (!itself && !signer.party().settings().features().contains(PartySettings.DELEGATION)) {
      throw new Problem(403, "delegation_not_allowed", "The agent may not have others act for it.");
    }
    TokenMint.Minted token =
        tokens.issue(tenant, signer.party(), delegate, key(body), audience(body));
    audit.issued(
        tenant,
        signer,
        TokenKind.AGENT.type(),
        token.id(),
        Optional.empty(),
        Map.of("delegate_sub", delegate),
        exchange.requestInfo());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("agent_token", token.value());
    answer.put("token_type", TokenKind.AGENT.type());
    answer.put("expires_in", TokenKind.AGENT.lifetime().toSeconds());
    return answer;
  }

  /** Only what makes up the key goes into the token. */
  @SuppressWarnings("unchecked") // members of a JSON object are named by text
  private Map<String, Object> key(Body body) {
    if (!(body.members().get("delegate_public_key") instanceof Map<?, ?> jwk)) {
      throw Problem.invalidRequest("delegate_public_key is missing.");
    }
    try {
      checks.thumbprint((Map<String, Object>) jwk);
    } catch (InvalidTokenException e) {
      throw Problem.invalidRequest("delegate_public_key is no sound public key.");
    }
    Map<String, Object> plain = new LinkedHashMap<>();
    for (String name : List.of("kty", "crv", "x", "y", "n", "e")) {
      if (jwk.get(name) instanceof String value) {
        plain.put(name, value);
      }
    }
    return plain;
  }

  private static List<String> audience(Body body) {
    Object audience = body.members().get("audience");
    List<?> named =
        audience == null ? List.of() : audience instanceof List<?> list ? list : List.of(audience);
    if (named.size() > MAX_AUDIENCE
        || !named.stream().allMatch(name -> name instanceof String text && text.length() <= 500)) {
      throw Problem.invalidRequest("audience is a text, or a list of a few.");
    }
    return named.stream().map(String.class::cast).toList();
  }
}
