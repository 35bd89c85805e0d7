/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.mission.MissionProposal;
import org.lumoauth.agents.aauthperson.personserver.PersonServerTokenService;
import org.lumoauth.agents.aauthperson.personserver.TokenRequestOutcome;
import org.lumoauth.agents.aauthperson.relay.InteractionMailer;
import org.lumoauth.agents.aauthperson.request.AgentCallContext;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.tenant.TenantContext;

/** Creates the response with an approved mission (AAuth draft, section Mission Approval). */
final class ApprovedMissionResponseBuilder {

  private final PersonServerTokenService tokens;
  private final InteractionMailer mail;

  ApprovedMissionResponseBuilder(PersonServerTokenService tokens, InteractionMailer mail) {
    this.tokens = tokens;
    this.mail = mail;
  }

  /**
   * Returns the mission, how its person can be reached now, and a person token for each resource.
   */
  Map<String, Object> answer(
      TenantContext tenant, AgentCallContext by, DeferredRequest of, RequestInfo info) {
    Map<String, Object> answer = new LinkedHashMap<>(of.result());
    answer.put(
        "capabilities",
        mail.isReachable(tenant, of.user()) ? List.of("interaction", "payment") : List.of());
    Map<String, Object> given = new LinkedHashMap<>();
    for (String resource :
        of.question().proposal().map(MissionProposal::resources).orElse(List.of())) {
      Map<String, Object> request =
          Map.of("resource", resource, "mission_s256", of.result().get("s256"));
      token(tenant, by, request, info).ifPresent(token -> given.put(resource, token));
    }
    answer.put("person_tokens", given);
    return answer;
  }

  /**
   * Returns no token for a resource that is not configured here: the agent gets the error when it
   * requests one.
   */
  private Optional<Object> token(
      TenantContext tenant, AgentCallContext by, Map<String, Object> request, RequestInfo info) {
    try {
      return tokens.issuePersonToken(tenant, by, request, info)
              instanceof TokenRequestOutcome.TokenGranted given
          ? Optional.of(given.answer().get("person_token"))
          : Optional.empty();
    } catch (AAuthProblemException problem) {
      if (problem.error().equals("invalid_request")) {
        return Optional.empty();
      }
      throw problem;
    }
  }
}
