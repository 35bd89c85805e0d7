/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauthperson.mission.MissionLogService;
import org.lumoauth.agents.aauthperson.mission.MissionProposal;
import org.lumoauth.agents.aauthperson.mission.MissionService;
import org.lumoauth.agents.aauthperson.mission.MissionUpdateStore;
import org.lumoauth.agents.aauthperson.personserver.PersonClaimsProvider;
import org.lumoauth.agents.aauthperson.revocation.RevocationCascade;
import org.lumoauth.agents.aauthperson.revocation.RevocationWorkerWakeup;
import org.lumoauth.agents.aauthperson.store.AgentPersonBindingStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores what a person allowed. */
@Component(service = InteractionApprovalRecorder.class)
public final class InteractionApprovalRecorder {

  private static final int MAX_ANSWER = 2_000;

  private final AgentPersonBindingStore people;
  private final MissionService missions;
  private final MissionLogService log;
  private final MissionUpdateStore updates;
  private final RevocationCascade cascade;
  private final RevocationWorkerWakeup waker;

  @Activate
  public InteractionApprovalRecorder(
      @Reference AgentPersonBindingStore people,
      @Reference MissionService missions,
      @Reference MissionLogService log,
      @Reference MissionUpdateStore updates,
      @Reference RevocationCascade cascade,
      @Reference RevocationWorkerWakeup waker) {
    this.people = people;
    this.missions = missions;
    this.log = log;
    this.updates = updates;
    this.cascade = cascade;
    this.waker = waker;
  }

  /**
   * Whether the person may answer for the agent: the agent acts for this person from now on, or
   * already does. Agents that act through a call chain are not bound to a person (AAuth draft,
   * section Intermediary Agent Identity).
   */
  boolean binds(TenantContext tenant, InteractionQuestion asked, String user) {
    return asked.via().isEmpty()
        ? people.bind(tenant, asked.provider(), asked.agent(), user, asked.runsOn())
        : asked.user().equals(user);
  }

  /**
   * Stores the decision.
   *
   * @param words the person's answer to a question
   * @return the result for the agent, if it cannot be created again later; empty if the answer is
   *     invalid
   */
  Optional<Map<String, Object>> allow(
      TenantContext tenant, String user, InteractionQuestion asked, String words) {
    return switch (asked.what()) {
      case "person", InteractionQuestion.AUTH -> {
        people.allow(tenant, asked.actor(), user, asked.resource(), Set.copyOf(asked.scope()));
        yield Optional.of(Map.of());
      }
      case InteractionQuestion.CLAIMS -> {
        String recipient = PersonClaimsProvider.recipient(asked.resource());
        people.allow(tenant, asked.actor(), user, recipient, Set.copyOf(asked.scope()));
        yield Optional.of(Map.of());
      }
      case "mission" -> asked.proposal().map(proposal -> mission(tenant, user, asked, proposal));
      case "update" -> {
        String id = (String) asked.request().get("mission_s256");
        String entry = log.write(tenant, id, "update", Map.of("description", asked.said()));
        yield Optional.of(Map.of("s256", entry));
      }
      case "completion" -> { // section Mission Completion: the person's acceptance ends the mission
        String id = (String) asked.request().get("mission_s256");
        String reason = missions.complete(tenant, asked.agent(), id);
        cascade.revokeForMission(tenant, id);
        waker.wake();
        yield Optional.of(Map.of("mission_status", "terminated", "termination_reason", reason));
      }
      case "question", InteractionQuestion.CLARIFICATION ->
          Optional.of(words)
              .filter(text -> !text.isBlank() && text.length() <= MAX_ANSWER)
              .map(text -> Map.of("answer", text));
      case "interaction", "payment" -> Optional.of(Map.of());
      default -> Optional.of(Map.of("permission", "granted"));
    };
  }

  /**
   * Applies the effects that require that this answer was accepted; of several concurrent answers,
   * only one is accepted.
   *
   * @param result the result for the agent
   */
  void recordAnswer(TenantContext tenant, InteractionQuestion asked, Map<String, Object> result) {
    if (asked.what().equals("update")) {
      String id = (String) asked.request().get("mission_s256");
      updates.recordAccepted(tenant, id, (String) result.get("s256"), asked.said());
    }
  }

  private Map<String, Object> mission(
      TenantContext tenant, String user, InteractionQuestion asked, MissionProposal proposal) {
    var mission = missions.approve(tenant, asked.agent(), user, proposal);
    proposal.resources().forEach(url -> people.allow(tenant, asked.actor(), user, url, Set.of()));
    return Map.of("s256", mission.id(), "mission", mission.blob());
  }
}
