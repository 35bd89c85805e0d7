package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.grant.AauthAudit;
import org.lumoauth.agents.aauth.grant.Body;
import org.lumoauth.agents.aauth.signature.Signers;
import org.lumoauth.agents.aauth.token.AgentJwts;
import org.lumoauth.agents.aauth.token.Scopes;
import org.lumoauth.agents.aauth.token.Signer;
import org.lumoauth.api.agent.AgentTokenRequest;
import org.lumoauth.api.agent.AgentTokens;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Gives an agent that signs an access token of this server, bound to the key that it signs with
 * (RFC 9449).
 */
@Takes(
    members = {
      @Member(value = "grant_type", needed = true, oneOf = PlatformTokenEndpoint.EXCHANGE),
      @Member(value = "subject_token_type", needed = true, oneOf = PlatformTokenEndpoint.AAUTH),
      @Member(value = "subject_token", needed = true),
      @Member("scope")
    })
@AnswersWith(status = 200)
@Refuses({401, 403})
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-platform-token",
      "lumoauth.web.routes=POST ~/aauth/agent/platform-token",
      "lumoauth.web.guard=open"
    })
public final class PlatformTokenEndpoint implements HotEndpoint {

  static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  static final String AAUTH = "urn:lumoauth:params:oauth:token-type:aauth-token";
  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
  private static final Duration LIFETIME = Duration.ofSeconds(300);

  private final SignedCalls calls;
  private final AgentJwts agentJwts;
  private final AauthAudit audit;
  private final Providers<AgentTokens> tokens;

  @Activate
  public PlatformTokenEndpoint(
      @Reference SignedCalls calls,
      @Reference AgentJwts agentJwts,
      @Reference AauthAudit audit,
      @Reference ProviderRegistry registry) {
    this.calls = calls;
    this.agentJwts = agentJwts;
    this.audit = audit;
    this.tokens = registry.follow(AgentTokens.class);
  }

  @Deactivate
  void close() {
    tokens.close();
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    calls.agent(exchange, (tenant, signer, body) -> answer(exchange, tenant, signer, body));
  }

  private Map<String, Object> answer(
      Exchange exchange, TenantContext tenant, Signer signer, Body body) {
    if (!body.required("grant_type", Body.TEXT).equals(EXCHANGE)) {
      throw new Problem(400, "unsupported_grant_type", "grant_type is token exchange.");
    }
    if (!body.required("subject_token_type", Body.TEXT).equals(AAUTH)) {
      throw Problem.invalidRequest("subject_token_type is that of an AAuth token.");
    }
    requireOwn(tenant, signer, body.required("subject_token", Body.TOKEN));
    Set<String> scope = body.text("scope", Body.TEXT).map(Scopes::of).orElse(Set.of());
    IssuedToken token = issue(exchange, signer, scope);
    audit.issued(
        tenant,
        signer,
        "access_token",
        token.id(),
        Optional.empty(),
        Map.of("scope", Scopes.text(token.scope())),
        exchange.requestInfo());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", token.value());
    answer.put("issued_token_type", ACCESS_TOKEN);
    answer.put("token_type", "DPoP");
    answer.put("expires_in", Duration.between(token.issuedAt(), token.expiresAt()).toSeconds());
    answer.put("scope", Scopes.text(token.scope()));
    answer.put("agent_id", signer.party().settings().agentId());
    answer.put("cnf_jkt", signer.thumbprint());
    return answer;
  }

  /** The subject is the agent that signs, by the same key: nobody speaks for another here. */
  private void requireOwn(TenantContext tenant, Signer signer, String subjectToken) {
    try {
      Signer subject = agentJwts.verify(tenant, subjectToken);
      if (subject.party().id().equals(signer.party().id())
          && subject.thumbprint().equals(signer.thumbprint())) {
        return;
      }
    } catch (InvalidTokenException e) {
      throw invalid(tenant);
    }
    throw invalid(tenant);
  }

  private static Problem invalid(TenantContext tenant) {
    return new Problem(
        401,
        "invalid_token",
        "The subject token does not hold, or is not the signer's.",
        Map.of(),
        Map.of(Signers.AGENT_AUTH, Challenge.of(tenant)));
  }

  private IssuedToken issue(Exchange exchange, Signer signer, Set<String> scope) {
    var request =
        new AgentTokenRequest(
            signer.party().settings().agentId(),
            scope,
            List.of(),
            LIFETIME,
            Optional.of(Map.of("jkt", signer.thumbprint())),
            Map.of("aauth_agent", signer.party().identifier()),
            Optional.of(exchange.view().remoteAddress()));
    try (Lease<AgentTokens> issuer =
        tokens.acquire("agents").orElseThrow(() -> Problem.moduleUnavailable("agents-registry"))) {
      return issuer.get().issue(exchange.tenant(), request);
    }
  }
}
