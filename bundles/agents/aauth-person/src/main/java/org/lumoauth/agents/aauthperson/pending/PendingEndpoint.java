package org.lumoauth.agents.aauthperson.pending;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.caller.Answers;
import org.lumoauth.agents.aauthperson.caller.Callers;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.caller.DraftRefusal;
import org.lumoauth.agents.aauthperson.person.Outcome;
import org.lumoauth.agents.aauthperson.person.Wait;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where an agent hears what became of its request; what is another's is as if it were not there.
 */
@Takes(
    on = "POST",
    members = {
      @Member(
          value = "action",
          needed = true,
          oneOf = {"clarification_response", "updated_request"}),
      @Member("clarification_response"),
      @Member("resource_token"),
      @Member("presented_token"),
      @Member("justification")
    })
@AnswersWith(
    on = {"GET", "DELETE"},
    status = 200)
@AnswersWith(
    on = {"GET", "POST"},
    status = 202)
@Refuses(
    value = {400, 401, 403, 408, 410, 500, 502},
    body = DraftRefusal.class,
    as = DraftRefusal.TYPE)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-person-pending",
      "lumoauth.web.routes=GET ~/aauth-person/pending/{pendingKey}",
      "lumoauth.web.routes=POST ~/aauth-person/pending/{pendingKey}",
      "lumoauth.web.routes=DELETE ~/aauth-person/pending/{pendingKey}",
      "lumoauth.web.guard=open"
    })
public final class PendingEndpoint implements HotEndpoint {

  private static final String BELOW = "/aauth-person/pending/";
  private static final int AS_UNREACHABLE = 502;

  private final Answers answers;
  private final Callers callers;
  private final Waiting waiting;
  private final Granted granted;
  private final Clarifying clarifying;
  private final AnsweringOn answering;

  @Activate
  public PendingEndpoint(
      @Reference Answers answers,
      @Reference Callers callers,
      @Reference Waiting waiting,
      @Reference Granted granted,
      @Reference Clarifying clarifying,
      @Reference AnsweringOn answering) {
    this.answers = answers;
    this.callers = callers;
    this.waiting = waiting;
    this.granted = granted;
    this.clarifying = clarifying;
    this.answering = answering;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    answers.to(
        exchange,
        () -> {
          TenantContext tenant = exchange.tenant();
          AgentCaller agent = callers.agent(tenant, exchange);
          Entry<PendingCase> entry =
              waiting
                  .find(tenant, exchange.path().substring(BELOW.length()))
                  .filter(found -> found.value().askedBy(agent))
                  .orElseThrow(PendingEndpoint::gone);
          if (exchange.request().getMethod().equals("DELETE")) {
            waiting.end(tenant, entry.value());
            exchange.writeJson(200, Map.of());
          } else if (exchange.request().getMethod().equals("POST")
              && entry.value().openQuestion().isPresent()) {
            Wait asked = entry.value().openQuestion().get();
            Wait answered = answering.reply(tenant, agent, entry, asked, Answers.body(exchange));
            Deferred.relay(exchange, entry.value(), answered);
          } else if (exchange.request().getMethod().equals("POST")) {
            clarifying.reply(tenant, agent, entry, Answers.body(exchange));
            Deferred.write(exchange, entry.value());
          } else {
            poll(exchange, agent, entry);
          }
        });
  }

  /** A refusal ends it, unless it says that the agent may come again. */
  private void poll(Exchange exchange, AgentCaller agent, Entry<PendingCase> entry)
      throws IOException {
    try {
      tell(exchange, agent, entry);
    } catch (DraftProblem problem) {
      if (problem.status() != AS_UNREACHABLE) {
        waiting.end(exchange.tenant(), entry.value());
      }
      throw problem;
    }
  }

  private void tell(Exchange exchange, AgentCaller agent, Entry<PendingCase> entry)
      throws IOException {
    PendingCase of = entry.value();
    if (of.state().equals(PendingCase.DENIED) && of.question().what().equals("permission")) {
      give(exchange, of, Map.of("permission", "denied"));
    } else if (of.state().equals(PendingCase.DENIED)) {
      throw new DraftProblem(403, "denied", "The person declined the request.");
    } else if (of.state().equals(PendingCase.ABANDONED)) {
      throw new DraftProblem(
          403, PendingCase.ABANDONED, "The person did not finish at the resource.");
    } else if (of.state().equals(PendingCase.EXPIRED)) {
      throw new DraftProblem(408, PendingCase.EXPIRED, "It took too long at the resource.");
    } else if (of.state().equals(PendingCase.FAILED)) {
      throw new DraftProblem(500, PendingCase.FAILED, "The resource can't go on.");
    } else if (of.state().equals(PendingCase.GRANTED)) {
      tellGranted(exchange, agent, of);
    } else if (Instant.now().isBefore(of.expiresAt())) {
      if (of.openTurn().isPresent()) {
        Deferred.ask(exchange, of, of.openTurn().get());
      } else if (of.question().elsewhere()) {
        Deferred.approval(exchange, of);
      } else {
        Deferred.write(exchange, of);
      }
    } else {
      throw new DraftProblem(408, "expired", "Nobody answered in time.");
    }
  }

  /** What is given is made once: of several polls at once the others come again. */
  private void tellGranted(Exchange exchange, AgentCaller agent, PendingCase of)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    if (!waiting.begin(tenant, of)) {
      tellMeanwhile(exchange, of);
      return;
    }
    try {
      Entry<PendingCase> now = waiting.find(tenant, of.id()).orElseThrow(PendingEndpoint::gone);
      if (now.value().state().equals(PendingCase.GRANTED)) {
        make(exchange, agent, now);
      } else {
        tellMeanwhile(exchange, of);
      }
    } finally {
      waiting.pause(tenant, of);
    }
  }

  private void make(Exchange exchange, AgentCaller agent, Entry<PendingCase> entry)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Outcome outcome = granted.outcome(tenant, agent, entry.value(), exchange.requestInfo());
    if (outcome instanceof Outcome.Given given) {
      give(exchange, entry.value(), given.answer());
    } else if (outcome instanceof Outcome.AccessServerWaits waits) {
      if (waiting.waits(tenant, entry, waits.until())) {
        Deferred.relay(exchange, entry.value(), waits.until());
      } else {
        tellMeanwhile(exchange, entry.value());
      }
    } else if (outcome instanceof Outcome.PersonAnswersFor answers) {
      PendingCase of = entry.value();
      Question question = of.question().of(answers.accessServer(), answers.wanted(), of.user());
      Optional<PendingCase> asked = waiting.askFor(tenant, entry, question, answers.wanted());
      if (asked.isPresent()) {
        Deferred.write(exchange, asked.get());
      } else {
        tellMeanwhile(exchange, of);
      }
    } else {
      throw Granted.takenBack();
    }
  }

  private void give(Exchange exchange, PendingCase of, Map<String, Object> answer)
      throws IOException {
    if (!waiting.end(exchange.tenant(), of)) {
      throw gone();
    }
    exchange.writeJson(200, answer);
  }

  /** Somebody was faster: what they left is the answer, and the agent comes again. */
  private void tellMeanwhile(Exchange exchange, PendingCase was) throws IOException {
    PendingCase now =
        waiting
            .find(exchange.tenant(), was.id())
            .map(Entry::value)
            .orElseThrow(PendingEndpoint::gone);
    Optional<Wait> wait = now.waitsFor();
    if (now.state().equals(PendingCase.GRANTED) && wait.isPresent()) {
      Deferred.relay(exchange, now, wait.get());
    } else if (now.state().equals(PendingCase.GRANTED)) {
      Deferred.approval(exchange, now); // nobody has to be sent anywhere
    } else {
      Deferred.write(exchange, now);
    }
  }

  private static DraftProblem gone() {
    return new DraftProblem(410, "invalid_code", "There is nothing to wait for.");
  }
}
