/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.interaction.InteractionQuestion;
import org.lumoauth.agents.aauthperson.request.AAuthRequestParameterParser;
import org.lumoauth.agents.aauthperson.request.ActingAgentResolver;
import org.lumoauth.agents.aauthperson.request.PersonServerRequestParser;
import org.lumoauth.agents.aauthperson.request.RequestedResourceAccess;
import org.lumoauth.agents.aauthperson.token.AAuthJwtService;
import org.lumoauth.agents.aauthperson.token.VerifiedAAuthToken;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Handles an agent's response to a person's clarification question (AAuth draft, section Agent
 * Response).
 */
@Component(service = AgentClarificationResponseHandler.class)
public final class AgentClarificationResponseHandler {

  static final String ACTION = "action";
  static final String RESPONSE = "clarification_response";
  static final String UPDATE = "updated_request";

  private static final int MAX_SAID = 2_000;
  private static final Set<String> SAME = Set.of("iss", "aud", "ps", "sub", "agent_jkt", "tenant");
  private static final String MISSION = "mission_s256";

  private final DeferredRequestStore waiting;
  private final PersonServerRequestParser requests;
  private final ActingAgentResolver acting;
  private final AAuthJwtService jwts;
  private final MissionInteractionLogWriter missions;

  @Activate
  public AgentClarificationResponseHandler(
      @Reference DeferredRequestStore waiting,
      @Reference PersonServerRequestParser requests,
      @Reference ActingAgentResolver acting,
      @Reference AAuthJwtService jwts,
      @Reference MissionInteractionLogWriter missions) {
    this.waiting = waiting;
    this.requests = requests;
    this.acting = acting;
    this.jwts = jwts;
    this.missions = missions;
  }

  /**
   * Handles an answer, or an updated request that replaces the original one.
   *
   * @throws AAuthProblemException 400 {@code invalid_request} if the response is invalid, or no
   *     question is open; the error codes of a token request for an updated request
   */
  void reply(
      TenantContext tenant,
      AgentCaller agent,
      ShortLivedRecord<DeferredRequest> entry,
      Map<String, Object> body) {
    InteractionQuestion before = entry.value().question();
    Object action = body.get(ACTION);
    boolean taken;
    String words;
    if (RESPONSE.equals(action)) {
      words = said(AAuthRequestParameterParser.text(body, RESPONSE));
      taken = waiting.addClarificationReply(tenant, entry, words, before);
    } else if (UPDATE.equals(action)) {
      InteractionQuestion now = updated(tenant, agent, before, body);
      words = now.said().isEmpty() ? "\u2026" : now.said();
      taken = waiting.addClarificationReply(tenant, entry, words, now);
    } else {
      throw noAction();
    }
    if (!taken) {
      throw AAuthProblemException.invalid(
          "The person has no open question. Poll with GET for the next state.");
    }
    missions.recordMessage(
        tenant, before, MissionInteractionLogWriter.MissionLogSpeaker.AGENT, words);
  }

  /** Returns an answer in words as a JSON object. */
  static Map<String, Object> response(String words) {
    return Map.of(ACTION, RESPONSE, RESPONSE, words);
  }

  private InteractionQuestion updated(
      TenantContext tenant,
      AgentCaller agent,
      InteractionQuestion before,
      Map<String, Object> body) {
    if (!before
        .what()
        .equals(
            InteractionQuestion.AUTH)) { // the requirements of an access server are not the agent's
      throw notUpdated();
    }
    ClarifiedRequest updated = read(tenant, agent, before, body);
    RequestedResourceAccess asked = updated.asked();
    return before.withRequest(
        updated.request(),
        asked.resource(),
        List.copyOf(asked.resourceToken().scope()),
        updated.said(),
        asked.resourcePage());
  }

  /**
   * An updated request.
   *
   * @param request the complete request
   * @param said the agent's justification in its own words
   */
  record ClarifiedRequest(
      Map<String, Object> request, RequestedResourceAccess asked, String said) {}

  /**
   * Parses an updated request for the same resource, agent and person.
   *
   * @throws AAuthProblemException 400
   */
  ClarifiedRequest read(
      TenantContext tenant,
      AgentCaller agent,
      InteractionQuestion before,
      Map<String, Object> body) {
    if (!before.requestsAuthToken()) {
      throw notUpdated();
    }
    Map<String, Object> request = new HashMap<>(before.request());
    for (String name : List.of("resource_token", "presented_token")) {
      request.put(name, AAuthRequestParameterParser.text(body, name));
    }
    RequestedResourceAccess asked =
        requests.readAuthRequest(tenant, acting.of(tenant, agent, request), request);
    requireSame(before, asked.resourceToken());
    String said = body.get("justification") instanceof String words ? said(words) : before.said();
    return new ClarifiedRequest(request, asked, said);
  }

  /** Requires the same parties as before; the previous token was verified when it was sent. */
  private void requireSame(InteractionQuestion before, VerifiedAAuthToken now) {
    VerifiedAAuthToken then = jwts.readUnverified((String) before.request().get("resource_token"));
    boolean same =
        SAME.stream().allMatch(name -> then.text(name).equals(now.text(name)))
            && then.text(MISSION).equals(now.text(MISSION));
    if (!same) {
      throw new AAuthProblemException(
          400,
          "invalid_resource_token",
          "The resource token does not match the previous request. Send one for the "
              + "same resource, agent and person.");
    }
  }

  private static AAuthProblemException notUpdated() {
    return AAuthProblemException.invalid(
        "`action` updated_request is allowed only for a token request. Use "
            + "clarification_response.");
  }

  static AAuthProblemException noAction() {
    return AAuthProblemException.invalid(
        "action must be clarification_response or updated_request.");
  }

  static String said(String words) {
    return words.length() > MAX_SAID ? words.substring(0, MAX_SAID) : words;
  }
}
