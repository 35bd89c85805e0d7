package org.lumoauth.agents.aauthperson.pending;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.mission.Missions;
import org.lumoauth.agents.aauthperson.person.Outcome;
import org.lumoauth.agents.aauthperson.person.PersonTokens;
import org.lumoauth.agents.aauthperson.person.Wait;
import org.lumoauth.agents.aauthperson.request.Acting;
import org.lumoauth.agents.aauthperson.request.ActingAgents;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What an agent gets once a person allowed it. Tokens are made anew from what they allowed, so that
 * nothing else is handed out.
 */
@Component(service = Granted.class)
public final class Granted {

  private static final String MISSION = "mission_s256";

  private final PersonTokens tokens;
  private final ActingAgents acting;
  private final Missions missions;
  private final Approved approved;

  @Activate
  public Granted(
      @Reference PersonTokens tokens,
      @Reference ActingAgents acting,
      @Reference Missions missions,
      @Reference Approved approved) {
    this.tokens = tokens;
    this.acting = acting;
    this.missions = missions;
    this.approved = approved;
  }

  /**
   * What it gets now.
   *
   * @throws DraftProblem 403 {@code denied} or {@code revoked}, 408 {@code expired}
   */
  Outcome outcome(TenantContext tenant, AgentCaller agent, PendingCase of, RequestInfo info) {
    try {
      return current(tenant, agent, of, info);
    } catch (DraftProblem problem) {
      throw polled(problem);
    }
  }

  /** Whether what it gets now has to be asked for at an access server. */
  boolean fromAccessServer(TenantContext tenant, PendingCase of) {
    return of.state().equals(PendingCase.GRANTED)
        && of.question().forAuth()
        && (of.waitsFor().isPresent() || tokens.madeElsewhere(tenant, of.question().request()));
  }

  private Outcome current(
      TenantContext tenant, AgentCaller agent, PendingCase of, RequestInfo info) {
    Question asked = of.question();
    Acting by = acting(tenant, agent, asked);
    if (!acting.person(tenant, by).equals(Optional.of(of.user()))) {
      throw takenBack();
    }
    return switch (asked.what()) {
      case "person" -> tokens.personAllowed(tenant, by, asked.request(), info);
      case Question.AUTH, Question.CLAIMS, Question.CLARIFICATION -> auth(tenant, by, of, info);
      case "mission" -> {
        missions.require(tenant, agent.id(), (String) of.result().get("s256"));
        yield new Outcome.Given(approved.answer(tenant, by, of, info));
      }
      case "update" -> {
        missions.require(tenant, agent.id(), (String) asked.request().get(MISSION));
        yield new Outcome.Given(of.result());
      }
      case "completion" -> new Outcome.Given(of.result()); // it ended with the answer
      default -> {
        if (asked.request().get(MISSION) instanceof String mission) { // it ended meanwhile
          missions.require(tenant, agent.id(), mission);
        }
        yield new Outcome.Given(of.result());
      }
    };
  }

  private Acting acting(TenantContext tenant, AgentCaller agent, Question asked) {
    return asked.what().equals("person") || asked.forAuth()
        ? acting.of(tenant, agent, asked.request())
        : Acting.itself(agent);
  }

  private Outcome auth(TenantContext tenant, Acting by, PendingCase of, RequestInfo info) {
    Optional<Wait> wait = of.waitsFor();
    Map<String, Object> request = of.question().request();
    return wait.isPresent()
        ? tokens.authAgain(tenant, by, request, wait.get(), info)
        : tokens.authAllowed(tenant, by, request, info);
  }

  /** Section Polling Error Codes: what a request waits with can end before it. */
  private static DraftProblem polled(DraftProblem problem) {
    if (problem.error().equals("expired_upstream_token")) {
      return new DraftProblem(408, "expired", problem.getMessage());
    }
    return problem.error().startsWith("revoked_")
        ? new DraftProblem(
            403, "revoked", problem.error().substring("revoked_".length()) + " was revoked.")
        : problem;
  }

  static DraftProblem takenBack() {
    return new DraftProblem(403, "denied", "What was allowed has been taken back.");
  }
}
