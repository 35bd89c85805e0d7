/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.interaction.InteractionQuestion;
import org.lumoauth.agents.aauthperson.mission.MissionService;
import org.lumoauth.agents.aauthperson.personserver.AccessServerRequirement;
import org.lumoauth.agents.aauthperson.personserver.PersonServerTokenService;
import org.lumoauth.agents.aauthperson.personserver.TokenRequestOutcome;
import org.lumoauth.agents.aauthperson.relay.InteractionMailer;
import org.lumoauth.agents.aauthperson.request.ActingAgentResolver;
import org.lumoauth.agents.aauthperson.request.AgentCallContext;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Creates the result after a person allowed a request. Tokens are issued at that time from the
 * stored decision, so they never exceed it.
 */
@Component(service = ApprovedRequestOutcomeFactory.class)
public final class ApprovedRequestOutcomeFactory {

  private static final String MISSION = "mission_s256";

  private final PersonServerTokenService tokens;
  private final ActingAgentResolver acting;
  private final MissionService missions;
  private final ApprovedMissionResponseBuilder approved;

  @Activate
  public ApprovedRequestOutcomeFactory(
      @Reference PersonServerTokenService tokens,
      @Reference ActingAgentResolver acting,
      @Reference MissionService missions,
      @Reference InteractionMailer mail) {
    this.tokens = tokens;
    this.acting = acting;
    this.missions = missions;
    this.approved = new ApprovedMissionResponseBuilder(tokens, mail);
  }

  /**
   * Creates the result.
   *
   * @throws AAuthProblemException 403 {@code denied} or {@code revoked}, 408 {@code expired}
   */
  TokenRequestOutcome outcome(
      TenantContext tenant, AgentCaller agent, DeferredRequest of, RequestInfo info) {
    try {
      return current(tenant, agent, of, info);
    } catch (AAuthProblemException problem) {
      throw polled(problem);
    }
  }

  /** Whether the result must be requested from an access server. */
  boolean fromAccessServer(TenantContext tenant, DeferredRequest of) {
    return of.state().equals(DeferredRequest.GRANTED)
        && of.question().requestsAuthToken()
        && (of.accessServerRequirement().isPresent()
            || tokens.isIssuedByAccessServer(tenant, of.question().request()));
  }

  private TokenRequestOutcome current(
      TenantContext tenant, AgentCaller agent, DeferredRequest of, RequestInfo info) {
    InteractionQuestion asked = of.question();
    AgentCallContext by = acting(tenant, agent, asked);
    if (!acting.person(tenant, by).equals(Optional.of(of.user()))) {
      throw revokedProblem();
    }
    return switch (asked.what()) {
      case "person" -> tokens.issueAllowedPersonToken(tenant, by, asked.request(), info);
      case InteractionQuestion.AUTH,
          InteractionQuestion.CLAIMS,
          InteractionQuestion.CLARIFICATION ->
          auth(tenant, by, of, info);
      case "mission" -> {
        missions.require(tenant, agent.id(), (String) of.result().get("s256"));
        yield new TokenRequestOutcome.TokenGranted(approved.answer(tenant, by, of, info));
      }
      case "update" -> {
        missions.require(tenant, agent.id(), (String) asked.request().get(MISSION));
        yield new TokenRequestOutcome.TokenGranted(of.result());
      }
      case "completion" ->
          new TokenRequestOutcome.TokenGranted(of.result()); // completed by the answer
      default -> {
        if (asked.request().get(MISSION)
            instanceof
            String mission) { // it may have been revoked or have expired since the request
          missions.require(tenant, agent.id(), mission);
        }
        yield new TokenRequestOutcome.TokenGranted(of.result());
      }
    };
  }

  private AgentCallContext acting(
      TenantContext tenant, AgentCaller agent, InteractionQuestion asked) {
    return asked.what().equals("person") || asked.requestsAuthToken()
        ? acting.of(tenant, agent, asked.request())
        : AgentCallContext.ofAgent(agent);
  }

  private TokenRequestOutcome auth(
      TenantContext tenant, AgentCallContext by, DeferredRequest of, RequestInfo info) {
    Optional<AccessServerRequirement> wait = of.accessServerRequirement();
    Map<String, Object> request = of.question().request();
    return wait.isPresent()
        ? tokens.pollAuthToken(tenant, by, request, wait.get(), info)
        : tokens.issueAllowedAuthToken(tenant, by, request, info);
  }

  /**
   * Maps errors for polls (AAuth draft, section Polling Error Codes): a token of the request can
   * expire while it waits.
   */
  private static AAuthProblemException polled(AAuthProblemException problem) {
    if (problem.error().equals("expired_upstream_token")) {
      return new AAuthProblemException(408, "expired", problem.getMessage());
    }
    return problem.error().startsWith("revoked_")
        ? new AAuthProblemException(
            403, "revoked", problem.error().substring("revoked_".length()) + " was revoked.")
        : problem;
  }

  static AAuthProblemException revokedProblem() {
    return new AAuthProblemException(
        403, "denied", "The person's permission was revoked. Request a new token.");
  }
}
