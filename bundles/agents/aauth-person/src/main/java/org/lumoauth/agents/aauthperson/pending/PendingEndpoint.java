package org.lumoauth.agents.aauthperson.pending;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.caller.Answers;
import org.lumoauth.agents.aauthperson.caller.Callers;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.mission.Missions;
import org.lumoauth.agents.aauthperson.person.PersonTokens;
import org.lumoauth.agents.aauthperson.store.People;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where an agent hears what became of its request; what is another's is as if it were not there.
 */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-person-pending",
      "lumoauth.web.routes=GET ~/aauth-person/pending/*",
      "lumoauth.web.routes=POST ~/aauth-person/pending/*",
      "lumoauth.web.routes=DELETE ~/aauth-person/pending/*",
      "lumoauth.web.guard=open"
    })
public final class PendingEndpoint implements HotEndpoint {

  private static final String BELOW = "/aauth-person/pending/";

  private final Answers answers;
  private final Callers callers;
  private final Waiting waiting;
  private final PersonTokens tokens;
  private final Missions missions;
  private final People people;
  private final Clarifying clarifying;

  @Activate
  public PendingEndpoint(
      @Reference Answers answers,
      @Reference Callers callers,
      @Reference Waiting waiting,
      @Reference PersonTokens tokens,
      @Reference Missions missions,
      @Reference People people,
      @Reference Clarifying clarifying) {
    this.answers = answers;
    this.callers = callers;
    this.waiting = waiting;
    this.tokens = tokens;
    this.missions = missions;
    this.people = people;
    this.clarifying = clarifying;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    answers.to(
        exchange,
        () -> {
          TenantContext tenant = exchange.tenant();
          AgentCaller agent = callers.agent(tenant, exchange);
          Entry<Waiting.Case> entry =
              waiting
                  .find(tenant, exchange.path().substring(BELOW.length()))
                  .filter(found -> found.value().askedBy(agent))
                  .orElseThrow(
                      () -> new DraftProblem(410, "invalid_code", "There is nothing to wait for."));
          if (exchange.request().getMethod().equals("DELETE")) {
            waiting.remove(tenant, entry.value());
            exchange.writeJson(200, Map.of());
          } else if (exchange.request().getMethod().equals("POST")) {
            clarifying.reply(tenant, agent, entry, Answers.body(exchange));
            Deferred.write(exchange, entry.value());
          } else {
            tell(exchange, agent, entry.value());
          }
        });
  }

  private void tell(Exchange exchange, AgentCaller agent, Waiting.Case of) throws IOException {
    if (of.state().equals(Waiting.DENIED) && of.question().what().equals("permission")) {
      exchange.writeJson(200, Map.of("permission", "denied"));
    } else if (of.state().equals(Waiting.DENIED)) {
      throw new DraftProblem(403, "denied", "The person declined the request.");
    } else if (of.state().equals(Waiting.GRANTED)) {
      exchange.writeJson(200, result(exchange.tenant(), agent, of));
    } else if (Instant.now().isBefore(of.expiresAt())) {
      if (of.openTurn().isPresent()) {
        Deferred.ask(exchange, of, of.openTurn().get());
      } else {
        Deferred.write(exchange, of);
      }
    } else {
      throw new DraftProblem(408, "expired", "Nobody answered in time.");
    }
  }

  /** Tokens are made anew from what the person allowed, so that nothing else is handed out. */
  private Map<String, Object> result(TenantContext tenant, AgentCaller agent, Waiting.Case of) {
    Question asked = of.question();
    if (!people.of(tenant, agent).equals(Optional.of(of.user()))) {
      throw takenBack();
    }
    Optional<Map<String, Object>> token =
        switch (asked.what()) {
          case "person" -> tokens.person(tenant, agent, asked.request());
          case "auth" -> tokens.auth(tenant, agent, asked.request());
          case "mission" -> {
            missions.require(tenant, agent, (String) of.result().get("s256"));
            yield Optional.of(of.result());
          }
          case "update" -> {
            String id = (String) asked.request().get("mission_s256");
            missions.require(tenant, agent, id);
            yield Optional.of(of.result());
          }
          case "completion" -> Optional.of(complete(tenant, agent, asked));
          default -> Optional.of(of.result());
        };
    return token.orElseThrow(PendingEndpoint::takenBack);
  }

  private static DraftProblem takenBack() {
    return new DraftProblem(403, "denied", "What was allowed has been taken back.");
  }

  private Map<String, Object> complete(TenantContext tenant, AgentCaller agent, Question asked) {
    String id = (String) asked.request().get("mission_s256");
    missions.require(tenant, agent, id);
    missions.complete(tenant, agent, id);
    return Map.of("mission_status", "terminated", "termination_reason", "completed");
  }
}
