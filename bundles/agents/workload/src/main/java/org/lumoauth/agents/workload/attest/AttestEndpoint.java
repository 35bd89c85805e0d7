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
import org.lumoauth.api.authn.FailedAttempts;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.Members;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code POST ~/agents/{agentId}/attest}: a workload shows what its platform gave it and gets an
 * access token of the agent. There is no other credential.
 */
@Takes(
    members =
        @Member(
            value = AttestEndpoint.TOKEN,
            needed = true,
            says = "What the platform vouches for"))
@AnswersWith(status = 200)
@Refuses({401, 403, 422})
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-workload-attest",
      "lumoauth.web.routes=POST ~/agents/{agentId}/attest",
      "lumoauth.web.guard=open"
    })
public final class AttestEndpoint implements HotEndpoint {

  static final String TOKEN = "attestation_token";
  private static final int BAD_REQUEST = 400;
  private static final int INVALID = 422;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final String PREFIX = "/agents/";
  private static final String SUFFIX = "/attest";

  private final Neighbours neighbours;
  private final Attestations attestations;
  private final TokensOfWorkloads tokens;
  private final AttestAudit audit;
  private final FailedAttempts attempts;

  @Activate
  public AttestEndpoint(
      @Reference Neighbours neighbours,
      @Reference Attestations attestations,
      @Reference TokensOfWorkloads tokens,
      @Reference AttestAudit audit,
      @Reference FailedAttempts attempts) {
    this.neighbours = neighbours;
    this.attestations = attestations;
    this.tokens = tokens;
    this.audit = audit;
    this.attempts = attempts;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    TenantContext tenant = exchange.tenant();
    String path = exchange.path();
    String named = path.substring(PREFIX.length(), path.length() - SUFFIX.length());
    String attestation = attestation(exchange);
    Optional<Agent> agent = neighbours.agentNamed(tenant, named);
    var claimed =
        new FailedAttempts.Attempt(
            tenant.id(),
            "workload",
            agent.map(Agent::id).orElse(named), // by whichever of its names they try
            exchange.view().remoteAddress());
    attempts.check(claimed);
    try {
      Match match = attestations.match(tenant, agent, attestation, Optional.empty());
      IssuedToken token = token(exchange, match);
      audit.attested(tenant, match, token, Optional.of(exchange.requestInfo()));
      exchange.response().setHeader("Cache-Control", "no-store"); // RFC 6749 section 5.1
      exchange.writeJson(200, answer(match.identity(), token));
    } catch (Problem refusal) {
      if (refusal.status() == UNAUTHORIZED) {
        attempts.failed(claimed);
        audit.rejected(tenant, agent, refusal.code(), Optional.of(exchange.requestInfo()));
      }
      throw refusal;
    }
  }

  private IssuedToken token(Exchange exchange, Match match) {
    try {
      return tokens.make(
          exchange.tenant(),
          match,
          new TokensOfWorkloads.Wish(
              Set.of(), List.of(), Optional.empty(), exchange.view().remoteAddress()));
    } catch (Problem refusal) {
      if (refusal.status() != FORBIDDEN) {
        throw refusal;
      }
      if (refusal.code().equals("agent_inactive")) { // which is nobody's business
        throw Attestations.rejected();
      }
      throw new Problem(FORBIDDEN, "access_policy_denied", refusal.getMessage());
    }
  }

  private static String attestation(Exchange exchange) throws IOException {
    Map<String, Object> body = body(exchange);
    if (!(body.get(TOKEN) instanceof String text) || text.isBlank()) {
      throw new Problem(
          BAD_REQUEST, "missing_attestation_token", "attestation_token is needed, as a text.");
    }
    return Members.of(body, Set.of(TOKEN)).secret(TOKEN).orElseThrow();
  }

  @SuppressWarnings("unchecked") // members of a JSON object are named by text
  private static Map<String, Object> body(Exchange exchange) throws IOException {
    try {
      return exchange.readFlatJson();
    } catch (Problem refusal) { // no JSON, or JSON that is no object
      if (refusal.status() == BAD_REQUEST || refusal.status() == INVALID) {
        throw new Problem(BAD_REQUEST, "invalid_json", refusal.getMessage());
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
