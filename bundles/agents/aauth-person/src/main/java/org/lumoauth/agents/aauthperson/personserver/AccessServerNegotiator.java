/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.personserver;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.request.AgentCallContext;
import org.lumoauth.agents.aauthperson.request.RequestedResourceAccess;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadataClient;
import org.lumoauth.agents.aauthperson.signature.SignedHttpClient;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecordStore;
import org.lumoauth.agents.aauthperson.token.AAuthJwtService;
import org.lumoauth.api.key.RawSignatureVerifier;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Continues an access server request until it issues a token, fails, or waits (AAuth draft, section
 * AS Response). Selects the responder for each requirement: this server sends claims that the
 * person consented to, an agent that supports clarification answers questions, and the person
 * decides everything else.
 */
@Component(service = AccessServerNegotiator.class)
public final class AccessServerNegotiator {

  private static final String TALKS = "clarification";
  private static final int MAX_ROUNDS = 3;
  private static final int MAX_QUESTIONS = 5; // section Clarification Limits

  private final AccessServerClient accessServers;
  private final PersonClaimsProvider claims;
  private final PersonServerTokenAudit audit;

  @Activate
  public AccessServerNegotiator(
      @Reference AAuthServerMetadataClient documents,
      @Reference SignedHttpClient calls,
      @Reference AAuthJwtService tokens,
      @Reference IssuedTokenRecordStore issued,
      @Reference RawSignatureVerifier checks,
      @Reference PersonClaimsProvider claims,
      @Reference PersonServerTokenAudit audit) {
    this.accessServers = new AccessServerClient(documents, calls, tokens, issued, checks);
    this.claims = claims;
    this.audit = audit;
  }

  /**
   * Sends the first request.
   *
   * @param request the agent's request body
   */
  TokenRequestOutcome requestToken(
      TenantContext tenant,
      AgentCallContext by,
      String user,
      RequestedResourceAccess asked,
      Map<String, Object> request) {
    TokenRequestOutcome first = accessServers.requestToken(tenant, by, user, asked, request);
    return followed(tenant, by, user, asked, request, first);
  }

  /** Polls a pending request and sends available responses to its requirement. */
  TokenRequestOutcome pollToken(
      TenantContext tenant,
      AgentCallContext by,
      String user,
      RequestedResourceAccess asked,
      Map<String, Object> request,
      AccessServerRequirement wait) {
    TokenRequestOutcome now;
    if (wait.wantsAnswer() || wait.wantsClaims()) {
      now = new TokenRequestOutcome.AccessServerPending(wait);
    } else if (wait.answer().isEmpty()) {
      now = accessServers.pollToken(tenant, by, user, asked, wait);
    } else {
      now = accessServers.answerRequirement(tenant, by, user, asked, wait, wait.answer());
    }
    return followed(tenant, by, user, asked, request, now);
  }

  private TokenRequestOutcome followed(
      TenantContext tenant,
      AgentCallContext by,
      String user,
      RequestedResourceAccess asked,
      Map<String, Object> request,
      TokenRequestOutcome outcome) {
    TokenRequestOutcome now = outcome;
    for (int round = 0; round <= MAX_ROUNDS; round++) {
      if (now
          instanceof
          TokenRequestOutcome.AccessServerBusy
              busy) { // the agent polls again, and then this server does
        return new TokenRequestOutcome.AccessServerPending(busy.until());
      }
      if (!(now instanceof TokenRequestOutcome.AccessServerPending waits)) {
        return now;
      }
      AccessServerRequirement wait = waits.until();
      if (!waits.terms().isEmpty()) {
        audit.recordPaymentRequired(tenant, by, user, asked, waits.terms());
      }
      if (!wait.wantsClaims()) {
        return wait.wantsAnswer() ? question(asked.issuingServer(), request, waits) : waits;
      }
      Optional<Map<String, Object>> told =
          claims.findAllowed(tenant, by.actor(), user, asked.issuingServer(), wait.claims());
      if (told.isEmpty()) {
        List<String> known = claims.findKnown(tenant, user, wait.claims());
        return new TokenRequestOutcome.PersonInputRequired(asked.issuingServer(), wait.of(known));
      }
      audit.recordClaimsDisclosed(tenant, by, user, asked, told.get().keySet());
      now = accessServers.answerRequirement(tenant, by, user, asked, wait, told.get());
    }
    throw AccessServerResponseParser.unreachableProblem(
        "The access server repeated a requirement that was already met.");
  }

  private static TokenRequestOutcome question(
      String accessServer,
      Map<String, Object> request,
      TokenRequestOutcome.AccessServerPending waits) {
    if (waits.until().asked() >= MAX_QUESTIONS) {
      throw AccessServerResponseParser.unreachableProblem(
          "The access server asked more than " + MAX_QUESTIONS + " questions.");
    }
    boolean talks = request.get("capabilities") instanceof List<?> able && able.contains(TALKS);
    return talks ? waits : new TokenRequestOutcome.PersonInputRequired(accessServer, waits.until());
  }
}
