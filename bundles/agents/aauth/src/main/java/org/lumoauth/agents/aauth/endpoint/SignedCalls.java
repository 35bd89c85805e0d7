package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.agents.aauth.grant.AauthAudit;
import org.lumoauth.agents.aauth.grant.Body;
import org.lumoauth.agents.aauth.signature.RefusedSignature;
import org.lumoauth.agents.aauth.signature.SignedRequest;
import org.lumoauth.agents.aauth.signature.Signers;
import org.lumoauth.agents.aauth.token.Signer;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.SecretAnswers;
import org.lumoauth.platform.web.UnprovenRefusals;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Answers requests that must be signed: who signed is known before anything of the body is read.
 */
@Component(service = SignedCalls.class)
public final class SignedCalls {

  private static final int UNAUTHENTICATED = 401;
  private static final int INVALID = 422;

  private final Signers signers;
  private final AgentRules rules;
  private final AauthAudit audit;
  private final UnprovenRefusals refusals;

  @Activate
  public SignedCalls(
      @Reference Signers signers,
      @Reference AgentRules rules,
      @Reference AauthAudit audit,
      @Reference UnprovenRefusals refusals) {
    this.signers = signers;
    this.rules = rules;
    this.audit = audit;
    this.refusals = refusals;
  }

  /** What is done for a signer. */
  interface Work {
    /** The members of the answer. */
    Map<String, Object> answer(TenantContext tenant, Signer signer, Body body);
  }

  /** How a signer is found. */
  interface Proof {
    Signer signer(TenantContext tenant, SignedRequest request) throws RefusedSignature;
  }

  /** For an agent, by the token that it shows. */
  void agent(Exchange exchange, Work work) throws IOException {
    handle(exchange, signers::agent, work);
  }

  /** For a resource, by a key of its own. */
  void server(Exchange exchange, String kind, Work work) throws IOException {
    handle(exchange, (tenant, request) -> signers.server(tenant, request, kind), work);
  }

  /** For whoever the proof finds. */
  void handle(Exchange exchange, Proof proof, Work work) throws IOException {
    TenantContext tenant = exchange.tenant();
    SecretAnswers.keepFromCaches(exchange.response());
    Signer signer;
    try {
      signer = proof.signer(tenant, SignedRequest.of(exchange.view()));
    } catch (RefusedSignature refusal) {
      refuse(exchange, refusal);
      return;
    }
    rules.check(tenant, signer, exchange.view());
    exchange.writeJson(200, work.answer(tenant, signer, body(exchange)));
  }

  /** The published form of a refusal, and the common one, in one body. */
  private void refuse(Exchange exchange, RefusedSignature refusal) throws IOException {
    TenantContext tenant = exchange.tenant();
    refusals.count(exchange);
    audit.refused(tenant, refusal.getMessage(), exchange.requestInfo());
    exchange.response().setHeader(Signers.AGENT_AUTH, Challenge.of(tenant));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("error", "authentication_required");
    answer.put("error_description", refusal.getMessage());
    answer.put("auth_server", tenant.issuer());
    answer.put("message", refusal.getMessage());
    answer.put("status", UNAUTHENTICATED);
    answer.put("code", "authentication_required");
    exchange.writeJson(UNAUTHENTICATED, answer);
  }

  @SuppressWarnings("unchecked") // members of a JSON object are named by text
  private static Body body(Exchange exchange) throws IOException {
    if (exchange.view().body().length == 0) { // whatever its type: there is nothing of it
      throw Problem.invalidRequest("A JSON object is needed.");
    }
    try {
      return new Body(exchange.readJson(Map.class));
    } catch (Problem refusal) { // JSON that is no object
      throw refusal.status() == INVALID ? Problem.invalidRequest(refusal.getMessage()) : refusal;
    }
  }
}
