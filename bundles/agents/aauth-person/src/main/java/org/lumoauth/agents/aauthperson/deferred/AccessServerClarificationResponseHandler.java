/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.interaction.InteractionQuestion;
import org.lumoauth.agents.aauthperson.personserver.AccessServerRequirement;
import org.lumoauth.agents.aauthperson.request.AAuthRequestParameterParser;
import org.lumoauth.agents.aauthperson.store.AgentPersonBindingStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Handles an agent's answer to a question of an access server (AAuth draft, section AS Response).
 * The answer is forwarded when the agent polls, so that the result becomes the response to that
 * poll.
 */
@Component(service = AccessServerClarificationResponseHandler.class)
public final class AccessServerClarificationResponseHandler {

  private final DeferredRequestStore waiting;
  private final AgentClarificationResponseHandler clarifying;
  private final AgentPersonBindingStore people;
  private final MissionInteractionLogWriter missions;

  @Activate
  public AccessServerClarificationResponseHandler(
      @Reference DeferredRequestStore waiting,
      @Reference AgentClarificationResponseHandler clarifying,
      @Reference AgentPersonBindingStore people,
      @Reference MissionInteractionLogWriter missions) {
    this.waiting = waiting;
    this.clarifying = clarifying;
    this.people = people;
    this.missions = missions;
  }

  /**
   * Handles the answer.
   *
   * @param asked the access server's requirement
   * @return the requirement with the answer
   * @throws AAuthProblemException 400 if the answer is invalid, or the request exceeds what the
   *     person allowed
   */
  AccessServerRequirement reply(
      TenantContext tenant,
      AgentCaller agent,
      ShortLivedRecord<DeferredRequest> entry,
      AccessServerRequirement asked,
      Map<String, Object> body) {
    InteractionQuestion before = entry.value().question();
    InteractionQuestion now = before;
    Map<String, Object> answer;
    String said;
    if (AgentClarificationResponseHandler.RESPONSE.equals(
        body.get(AgentClarificationResponseHandler.ACTION))) {
      said =
          AgentClarificationResponseHandler.said(
              AAuthRequestParameterParser.text(body, AgentClarificationResponseHandler.RESPONSE));
      answer = AgentClarificationResponseHandler.response(said);
    } else if (AgentClarificationResponseHandler.UPDATE.equals(
        body.get(AgentClarificationResponseHandler.ACTION))) {
      var updated = clarifying.read(tenant, agent, before, body);
      requireAllowed(tenant, entry.value(), updated);
      now = before.withTokens(updated.request());
      answer = update(updated);
      said = updated.said();
    } else {
      throw AgentClarificationResponseHandler.noAction();
    }
    AccessServerRequirement answered = asked.answered(answer);
    if (!waiting.storeAccessServerAnswer(tenant, entry, now, answered)) {
      throw AAuthProblemException.invalid(
          "The question was already answered. Poll with GET for the next state.");
    }
    missions.recordMessage(
        tenant,
        before,
        MissionInteractionLogWriter.MissionLogSpeaker.ACCESS_SERVER,
        asked.question());
    missions.recordMessage(
        tenant, before, MissionInteractionLogWriter.MissionLogSpeaker.AGENT, said);
    return answered;
  }

  private static Map<String, Object> update(
      AgentClarificationResponseHandler.ClarifiedRequest updated) {
    Map<String, Object> answer = new HashMap<>();
    answer.put(AgentClarificationResponseHandler.ACTION, AgentClarificationResponseHandler.UPDATE);
    for (String name : Set.of("resource_token", "presented_token")) {
      answer.put(name, updated.request().get(name));
    }
    if (!updated.said().isEmpty()) {
      answer.put("justification", updated.said());
    }
    return answer;
  }

  private void requireAllowed(
      TenantContext tenant,
      DeferredRequest of,
      AgentClarificationResponseHandler.ClarifiedRequest updated) {
    boolean allowed =
        updated.asked().resourcePage().isEmpty()
            && people
                .findAllowedScope(
                    tenant, of.question().actor(), of.user(), updated.asked().resource())
                .filter(scope -> scope.containsAll(updated.asked().resourceToken().scope()))
                .isPresent();
    if (!allowed) {
      throw AAuthProblemException.invalid(
          "The updated request exceeds what the person allowed. Request at most the "
              + "allowed scope, or start a new token request.");
    }
  }
}
