/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.attest;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.WorkloadIdentityProvider.WorkloadIdentity;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.AuthenticationFailureThrottle;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Handles {@code POST ~/agents/{agentId}/attest}: a workload presents the token of its platform and
 * gets an access token of the agent. No other credential is required.
 */
@ApiRequestParameters(
    members =
        @SchemaProperty(
            value = WorkloadAttestationEndpoint.TOKEN,
            required = true,
            description = "The token or signed request issued by the workload's platform"))
@ApiResponse(status = 200)
@ApiErrorResponses({401, 403, 422})
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-workload-attest",
      "lumoauth.web.routes=POST ~/agents/{agentId}/attest",
      HttpHandler.SUMMARY + "=Exchange a workload's platform token for an agent's access token",
      "lumoauth.web.guard=open"
    })
public final class WorkloadAttestationEndpoint implements HttpHandler {

  static final String TOKEN = "attestation_token";
  private static final int BAD_REQUEST = 400;
  private static final int INVALID = 422;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final String PREFIX = "/agents/";
  private static final String SUFFIX = "/attest";

  private final AgentAndProviderGateway neighbours;
  private final TrustRuleAttestationVerifier attestations;
  private final AttestedAgentTokenIssuer tokens;
  private final WorkloadAttestationAudit audit;
  private final AuthenticationFailureThrottle attempts;

  @Activate
  public WorkloadAttestationEndpoint(
      @Reference AgentAndProviderGateway neighbours,
      @Reference TrustRuleAttestationVerifier attestations,
      @Reference AttestedAgentTokenIssuer tokens,
      @Reference AuditLog log,
      @Reference AuthenticationFailureThrottle attempts) {
    this.neighbours = neighbours;
    this.attestations = attestations;
    this.tokens = tokens;
    this.audit = new WorkloadAttestationAudit(log);
    this.attempts = attempts;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    TenantContext tenant = exchange.tenant();
    String path = exchange.path();
    String named = path.substring(PREFIX.length(), path.length() - SUFFIX.length());
    String attestation = attestation(exchange);
    Optional<Agent> agent = neighbours.findAgentByIdOrClientId(tenant, named);
    var claimed =
        new AuthenticationFailureThrottle.CredentialAttempt(
            tenant.id(),
            "workload",
            agent.map(Agent::id).orElse(named), // counted under the same agent, by id or client id
            exchange.view().remoteAddress());
    attempts.check(claimed);
    try {
      WorkloadAttestationMatch match =
          attestations.match(tenant, agent, attestation, Optional.empty());
      IssuedToken token = token(exchange, match);
      audit.recordAttested(tenant, match, token, Optional.of(exchange.requestInfo()));
      exchange.response().setHeader("Cache-Control", "no-store"); // RFC 6749 section 5.1
      exchange.writeJson(200, answer(match.identity(), token));
    } catch (ApiException refusal) {
      if (refusal.status() == UNAUTHORIZED) {
        attempts.recordFailure(claimed);
        audit.recordRejected(tenant, agent, refusal.code(), Optional.of(exchange.requestInfo()));
      }
      throw refusal;
    }
  }

  private IssuedToken token(HttpExchange exchange, WorkloadAttestationMatch match) {
    try {
      return tokens.issue(
          exchange.tenant(),
          match,
          new AttestedAgentTokenIssuer.WorkloadTokenRequest(
              Set.of(), List.of(), Optional.empty(), exchange.view().remoteAddress()));
    } catch (ApiException refusal) {
      if (refusal.status() != FORBIDDEN) {
        throw refusal;
      }
      if (refusal.code().equals("agent_inactive")) { // not revealed to the caller
        throw TrustRuleAttestationVerifier.rejected();
      }
      throw new ApiException(FORBIDDEN, "access_policy_denied", refusal.getMessage());
    }
  }

  private static String attestation(HttpExchange exchange) throws IOException {
    Map<String, Object> body = body(exchange);
    if (!(body.get(TOKEN) instanceof String text) || text.isBlank()) {
      throw new ApiException(
          BAD_REQUEST,
          "missing_attestation_token",
          "attestation_token is required and must be a string.");
    }
    return JsonObjectMemberReader.of(body, Set.of(TOKEN)).secret(TOKEN).orElseThrow();
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are always strings
  private static Map<String, Object> body(HttpExchange exchange) throws IOException {
    try {
      return exchange.readFlatJson();
    } catch (ApiException refusal) { // the body is not JSON, or not a JSON object
      if (refusal.status() == BAD_REQUEST || refusal.status() == INVALID) {
        throw new ApiException(BAD_REQUEST, "invalid_json", refusal.getMessage());
      }
      throw refusal;
    }
  }

  private static Map<String, Object> answer(WorkloadIdentity identity, IssuedToken token) {
    Map<String, Object> who = new LinkedHashMap<>();
    who.put("provider", identity.provider());
    who.put("subject", identity.subject());
    who.put("issuer", identity.issuer());
    who.put(
        "audience_generic",
        Boolean.TRUE.equals(identity.attributes().get(WorkloadIdentity.AUDIENCE_GENERIC)));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", token.value());
    answer.put("token_type", "Bearer");
    answer.put("expires_in", Duration.between(token.issuedAt(), token.expiresAt()).toSeconds());
    answer.put("scope", String.join(" ", new TreeSet<>(token.scope())));
    answer.put("identity", who);
    return answer;
  }
}
