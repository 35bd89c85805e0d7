/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.accessserver;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.request.AAuthRequestParameterParser;
import org.lumoauth.agents.aauthperson.request.AccessServerRequestParser;
import org.lumoauth.agents.aauthperson.token.AAuthJwtService;
import org.lumoauth.agents.aauthperson.token.VerifiedAAuthToken;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;

/**
 * Handles a person server's response to a requirement of this access server (AAuth draft, section
 * AS Response).
 */
final class AccessRequirementResponseHandler {

  private static final String RESOURCE_TOKEN = "resource_token";
  private static final Set<String> SAME =
      Set.of("iss", "ps", "sub", "agent_jkt", "mission_s256", "tenant");

  private final AccessServerPolicy policy;
  private final DeferredAccessServerRequestStore cases;
  private final AccessServerRequestHandler desk;
  private final AAuthJwtService jwts;
  private final AuditLog log;

  AccessRequirementResponseHandler(
      AccessServerPolicy policy,
      DeferredAccessServerRequestStore cases,
      AccessServerRequestHandler desk,
      AAuthJwtService jwts,
      AuditLog log) {
    this.policy = policy;
    this.cases = cases;
    this.desk = desk;
    this.jwts = jwts;
    this.log = log;
  }

  /**
   * Handles the response; an answer to the question is recorded.
   *
   * @return the request with the response
   * @throws AAuthProblemException 400 if the response is invalid, 403 if the policy does not permit
   *     the updated request, 410 if a concurrent response was first
   */
  DeferredAccessServerRequest handle(
      HttpExchange exchange,
      ShortLivedRecord<DeferredAccessServerRequest> entry,
      Map<String, Object> body) {
    TenantContext tenant = exchange.tenant();
    DeferredAccessServerRequest of = entry.value();
    if (policy.wantsClaims(tenant, of)) {
      return kept(tenant, entry, told(tenant, of, body));
    }
    if (!policy.wantsAnswer(tenant, of)) {
      throw AAuthProblemException.invalid(
          "`action` is not allowed now, because the access server did not ask a "
              + "question. Poll with GET.");
    }
    DeferredAccessServerRequest now = answered(of, body);
    AccessServerRequestParser.AccessServerTokenRequest access = desk.read(tenant, now);
    kept(tenant, entry, now);
    record(exchange, access, now);
    return now;
  }

  private void record(
      HttpExchange exchange,
      AccessServerRequestParser.AccessServerTokenRequest access,
      DeferredAccessServerRequest answered) {
    VerifiedAAuthToken resource = access.asked().resourceToken();
    log.record(
        exchange.tenant().id(),
        new AuditInitiator(
                new SubjectRef(SubjectRef.ISSUER, answered.personServer()),
                List.of(new SubjectRef(SubjectRef.AGENT, access.bearer().id())),
                Optional.of(exchange.requestInfo()))
            .auditEvent(
                "aauth_access.question.answered",
                "A person server answered the access server's question.")
            .withTarget("resource", resource.text("iss"))
            .withDetails(Map.of("answer", answered.answer(), "scope", resource.text("scope"))));
  }

  private DeferredAccessServerRequest kept(
      TenantContext tenant,
      ShortLivedRecord<DeferredAccessServerRequest> entry,
      DeferredAccessServerRequest now) {
    if (!cases.replace(tenant, entry, now)) {
      throw AccessServerRequestHandler.goneProblem();
    }
    return now;
  }

  private DeferredAccessServerRequest told(
      TenantContext tenant, DeferredAccessServerRequest of, Map<String, Object> body) {
    Map<String, Object> told = PersonClaimsParser.read(body, policy.claims(tenant));
    policy.requireClaims(tenant, told);
    return of.withClaims(told);
  }

  private DeferredAccessServerRequest answered(
      DeferredAccessServerRequest of, Map<String, Object> body) {
    return switch (String.valueOf(body.get("action"))) {
      case "clarification_response" ->
          of.withAnswer(
              AAuthRequestParameterParser.words(
                  AAuthRequestParameterParser.text(body, "clarification_response")));
      case "updated_request" -> updated(of, body);
      default ->
          throw AAuthProblemException.invalid(
              "action must be clarification_response or updated_request.");
    };
  }

  /**
   * Replaces the request by an updated one for the same resource and person. The previous token was
   * verified when it was sent and may have expired since.
   */
  private DeferredAccessServerRequest updated(
      DeferredAccessServerRequest of, Map<String, Object> body) {
    Map<String, Object> request = new HashMap<>(of.request());
    for (String name : List.of(RESOURCE_TOKEN, "presented_token")) {
      request.put(name, AAuthRequestParameterParser.text(body, name));
    }
    VerifiedAAuthToken before = jwts.readUnverified((String) of.request().get(RESOURCE_TOKEN));
    VerifiedAAuthToken after = jwts.readUnverified((String) request.get(RESOURCE_TOKEN));
    if (!SAME.stream().allMatch(name -> before.text(name).equals(after.text(name)))) {
      throw new AAuthProblemException(
          400,
          "invalid_resource_token",
          "The resource token must be from the same resource, and for the same "
              + "person, agent key, tenant and mission as the previous one.");
    }
    String words = AAuthRequestParameterParser.words(body.get("justification"));
    return of.withUpdate(request, Instant.now(), words.isEmpty() ? "\u2026" : words);
  }
}
