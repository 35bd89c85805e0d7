package org.lumoauth.agents.aauthperson.pending;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.request.ActingAgents;
import org.lumoauth.agents.aauthperson.request.Asked;
import org.lumoauth.agents.aauthperson.request.AskedOfPersonServer;
import org.lumoauth.agents.aauthperson.request.Parameters;
import org.lumoauth.agents.aauthperson.token.DraftTokens;
import org.lumoauth.agents.aauthperson.token.Token;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes what an agent answers to a person who asked back (section Agent Response). */
@Component(service = Clarifying.class)
public final class Clarifying {

  static final String ACTION = "action";
  static final String RESPONSE = "clarification_response";
  static final String UPDATE = "updated_request";

  private static final int MAX_SAID = 2_000;
  private static final Set<String> SAME = Set.of("iss", "aud", "ps", "sub", "agent_jkt", "tenant");
  private static final String MISSION = "mission_s256";

  private final Waiting waiting;
  private final AskedOfPersonServer requests;
  private final ActingAgents acting;
  private final DraftTokens jwts;
  private final MissionRecord missions;

  @Activate
  public Clarifying(
      @Reference Waiting waiting,
      @Reference AskedOfPersonServer requests,
      @Reference ActingAgents acting,
      @Reference DraftTokens jwts,
      @Reference MissionRecord missions) {
    this.waiting = waiting;
    this.requests = requests;
    this.acting = acting;
    this.jwts = jwts;
    this.missions = missions;
  }

  /**
   * Takes an answer, or a request in the place of the one that the person asked about.
   *
   * @throws DraftProblem 400 {@code invalid_request} if it is none, or nobody asked; the codes of a
   *     token request for another request
   */
  void reply(
      TenantContext tenant, AgentCaller agent, Entry<PendingCase> entry, Map<String, Object> body) {
    Question before = entry.value().question();
    Object action = body.get(ACTION);
    boolean taken;
    String words;
    if (RESPONSE.equals(action)) {
      words = said(Parameters.text(body, RESPONSE));
      taken = waiting.reply(tenant, entry, words, before);
    } else if (UPDATE.equals(action)) {
      Question now = updated(tenant, agent, before, body);
      words = now.said().isEmpty() ? "\u2026" : now.said();
      taken = waiting.reply(tenant, entry, words, now);
    } else {
      throw noAction();
    }
    if (!taken) {
      throw DraftProblem.invalid("Nobody asked.");
    }
    missions.said(tenant, before, MissionRecord.Voice.AGENT, words);
  }

  /** An answer in words, as it is sent. */
  static Map<String, Object> response(String words) {
    return Map.of(ACTION, RESPONSE, RESPONSE, words);
  }

  private Question updated(
      TenantContext tenant, AgentCaller agent, Question before, Map<String, Object> body) {
    if (!before.what().equals(Question.AUTH)) { // what an access server wants is not the agent's
      throw notUpdated();
    }
    Updated updated = read(tenant, agent, before, body);
    Asked asked = updated.asked();
    return before.about(
        updated.request(),
        asked.resource(),
        List.copyOf(asked.resourceToken().scope()),
        updated.said(),
        asked.resourcePage());
  }

  /**
   * A request in the place of another.
   *
   * @param request all of it
   * @param said what the agent says about it, in its own words
   */
  record Updated(Map<String, Object> request, Asked asked, String said) {}

  /**
   * Reads a request for the same, by the same and for the same person.
   *
   * @throws DraftProblem 400
   */
  Updated read(TenantContext tenant, AgentCaller agent, Question before, Map<String, Object> body) {
    if (!before.forAuth()) {
      throw notUpdated();
    }
    Map<String, Object> request = new HashMap<>(before.request());
    for (String name : List.of("resource_token", "presented_token")) {
      request.put(name, Parameters.text(body, name));
    }
    Asked asked = requests.auth(tenant, acting.of(tenant, agent, request), request);
    requireSame(before, asked.resourceToken());
    String said = body.get("justification") instanceof String words ? said(words) : before.said();
    return new Updated(request, asked, said);
  }

  /** For nobody and nothing else than before; the token of then was verified then. */
  private void requireSame(Question before, Token now) {
    Token then = jwts.said((String) before.request().get("resource_token"));
    boolean same =
        SAME.stream().allMatch(name -> then.text(name).equals(now.text(name)))
            && then.text(MISSION).equals(now.text(MISSION));
    if (!same) {
      throw new DraftProblem(
          400, "invalid_resource_token", "The resource token is for something else than before.");
    }
  }

  private static DraftProblem notUpdated() {
    return DraftProblem.invalid("A request of this kind is not updated.");
  }

  static DraftProblem noAction() {
    return DraftProblem.invalid("action is clarification_response or updated_request.");
  }

  static String said(String words) {
    return words.length() > MAX_SAID ? words.substring(0, MAX_SAID) : words;
  }
}
