package org.lumoauth.agents.aauthperson.pending;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauthperson.mission.MissionLog;
import org.lumoauth.agents.aauthperson.mission.MissionUpdates;
import org.lumoauth.agents.aauthperson.mission.Missions;
import org.lumoauth.agents.aauthperson.mission.Proposal;
import org.lumoauth.agents.aauthperson.person.PersonClaims;
import org.lumoauth.agents.aauthperson.revocation.Cascade;
import org.lumoauth.agents.aauthperson.revocation.Waker;
import org.lumoauth.agents.aauthperson.store.People;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what a person allowed. */
@Component(service = Allowing.class)
public final class Allowing {

  private static final int MAX_ANSWER = 2_000;

  private final People people;
  private final Missions missions;
  private final MissionLog log;
  private final MissionUpdates updates;
  private final Cascade cascade;
  private final Waker waker;

  @Activate
  public Allowing(
      @Reference People people,
      @Reference Missions missions,
      @Reference MissionLog log,
      @Reference MissionUpdates updates,
      @Reference Cascade cascade,
      @Reference Waker waker) {
    this.people = people;
    this.missions = missions;
    this.log = log;
    this.updates = updates;
    this.cascade = cascade;
    this.waker = waker;
  }

  /**
   * Whether a person may answer for the agent: it acts for them from now on, or did before. Who
   * acts on for another is bound to nobody (section Intermediary Agent Identity).
   */
  boolean binds(TenantContext tenant, Question asked, String user) {
    return asked.via().isEmpty()
        ? people.bind(tenant, asked.provider(), asked.agent(), user, asked.runsOn())
        : asked.user().equals(user);
  }

  /**
   * Keeps it.
   *
   * @param words what the person answers to a question
   * @return what the agent is told, where it can't be made again; empty if that is no answer
   */
  Optional<Map<String, Object>> allow(
      TenantContext tenant, String user, Question asked, String words) {
    return switch (asked.what()) {
      case "person", Question.AUTH -> {
        people.allow(tenant, asked.actor(), user, asked.resource(), Set.copyOf(asked.scope()));
        yield Optional.of(Map.of());
      }
      case Question.CLAIMS -> {
        String recipient = PersonClaims.recipient(asked.resource());
        people.allow(tenant, asked.actor(), user, recipient, Set.copyOf(asked.scope()));
        yield Optional.of(Map.of());
      }
      case "mission" -> asked.proposal().map(proposal -> mission(tenant, user, asked, proposal));
      case "update" -> {
        String id = (String) asked.request().get("mission_s256");
        String entry = log.write(tenant, id, "update", Map.of("description", asked.said()));
        yield Optional.of(Map.of("s256", entry));
      }
      case "completion" -> { // section Mission Completion: what ends it is that the person accepts
        String id = (String) asked.request().get("mission_s256");
        String reason = missions.complete(tenant, asked.agent(), id);
        cascade.missionEnds(tenant, id);
        waker.wake();
        yield Optional.of(Map.of("mission_status", "terminated", "termination_reason", reason));
      }
      case "question", Question.CLARIFICATION ->
          Optional.of(words)
              .filter(text -> !text.isBlank() && text.length() <= MAX_ANSWER)
              .map(text -> Map.of("answer", text));
      case "interaction", "payment" -> Optional.of(Map.of());
      default -> Optional.of(Map.of("permission", "granted"));
    };
  }

  /**
   * Keeps what holds of it only once it is the answer: of several at once one is.
   *
   * @param result what the agent is told
   */
  void answered(TenantContext tenant, Question asked, Map<String, Object> result) {
    if (asked.what().equals("update")) {
      String id = (String) asked.request().get("mission_s256");
      updates.accepted(tenant, id, (String) result.get("s256"), asked.said());
    }
  }

  private Map<String, Object> mission(
      TenantContext tenant, String user, Question asked, Proposal proposal) {
    var mission = missions.approve(tenant, asked.agent(), user, proposal);
    proposal.resources().forEach(url -> people.allow(tenant, asked.actor(), user, url, Set.of()));
    return Map.of("s256", mission.id(), "mission", mission.blob());
  }
}
