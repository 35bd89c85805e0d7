package org.lumoauth.agents.aauthperson.pending;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.person.Wait;
import org.lumoauth.agents.aauthperson.request.Parameters;
import org.lumoauth.agents.aauthperson.store.People;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes what an agent answers to an access server that asked (section AS Response). It is told on
 * when the agent polls, so that whatever comes of it is the poll's answer.
 */
@Component(service = AnsweringOn.class)
public final class AnsweringOn {

  private final Waiting waiting;
  private final Clarifying clarifying;
  private final People people;
  private final MissionRecord missions;

  @Activate
  public AnsweringOn(
      @Reference Waiting waiting,
      @Reference Clarifying clarifying,
      @Reference People people,
      @Reference MissionRecord missions) {
    this.waiting = waiting;
    this.clarifying = clarifying;
    this.people = people;
    this.missions = missions;
  }

  /**
   * Takes it.
   *
   * @param asked what the access server waits for
   * @return the same with the answer
   * @throws DraftProblem 400 if it is none, or asks for more than the person allowed
   */
  Wait reply(
      TenantContext tenant,
      AgentCaller agent,
      Entry<PendingCase> entry,
      Wait asked,
      Map<String, Object> body) {
    Question before = entry.value().question();
    Question now = before;
    Map<String, Object> answer;
    String said;
    if (Clarifying.RESPONSE.equals(body.get(Clarifying.ACTION))) {
      said = Clarifying.said(Parameters.text(body, Clarifying.RESPONSE));
      answer = Clarifying.response(said);
    } else if (Clarifying.UPDATE.equals(body.get(Clarifying.ACTION))) {
      var updated = clarifying.read(tenant, agent, before, body);
      requireAllowed(tenant, entry.value(), updated);
      now = before.by(updated.request());
      answer = update(updated);
      said = updated.said();
    } else {
      throw Clarifying.noAction();
    }
    Wait answered = asked.answered(answer);
    if (!waiting.answers(tenant, entry, now, answered)) {
      throw DraftProblem.invalid("It was answered already.");
    }
    missions.said(tenant, before, MissionRecord.Voice.ACCESS_SERVER, asked.question());
    missions.said(tenant, before, MissionRecord.Voice.AGENT, said);
    return answered;
  }

  private static Map<String, Object> update(Clarifying.Updated updated) {
    Map<String, Object> answer = new HashMap<>();
    answer.put(Clarifying.ACTION, Clarifying.UPDATE);
    for (String name : Set.of("resource_token", "presented_token")) {
      answer.put(name, updated.request().get(name));
    }
    if (!updated.said().isEmpty()) {
      answer.put("justification", updated.said());
    }
    return answer;
  }

  private void requireAllowed(TenantContext tenant, PendingCase of, Clarifying.Updated updated) {
    boolean allowed =
        updated.asked().resourcePage().isEmpty()
            && people
                .allowed(tenant, of.question().actor(), of.user(), updated.asked().resource())
                .filter(scope -> scope.containsAll(updated.asked().resourceToken().scope()))
                .isPresent();
    if (!allowed) {
      throw DraftProblem.invalid("It asks for more than the person allowed.");
    }
  }
}
