package org.lumoauth.agents.aauthperson.pending;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.caller.Answers;
import org.lumoauth.agents.aauthperson.caller.Callers;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.person.Outcome;
import org.lumoauth.agents.aauthperson.person.Wait;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells an agent what became of its request (section Polling with GET). */
@Component(service = Polling.class)
public final class Polling {

  private static final int AS_UNREACHABLE = 502;

  private final Answers answers;
  private final Callers callers;
  private final Waiting waiting;
  private final Granted granted;
  private final Reaching reaching;
  private final Pace pace;
  private final TenantRegistry tenants;

  @Activate
  public Polling(
      @Reference Answers answers,
      @Reference Callers callers,
      @Reference Waiting waiting,
      @Reference Granted granted,
      @Reference Reaching reaching,
      @Reference Pace pace,
      @Reference TenantRegistry tenants) {
    this.answers = answers;
    this.callers = callers;
    this.waiting = waiting;
    this.granted = granted;
    this.reaching = reaching;
    this.pace = pace;
    this.tenants = tenants;
  }

  /**
   * What was asked with a token that was taken back since ends with it (section Presenting a
   * Revoked Token), whatever the agent comes with now.
   *
   * @throws DraftProblem 403 {@code revoked}; there is nothing to hear afterwards
   */
  void requireAgentToken(TenantContext tenant, PendingCase of) {
    String begunWith = of.question().begunWith();
    if (!begunWith.isEmpty() && callers.tookBack(tenant, begunWith)) {
      waiting.end(tenant, of);
      throw new DraftProblem(403, "revoked", "agent_token was revoked.");
    }
  }

  /**
   * The answer that was held: much may have ended since the request was signed. An access server is
   * asked by the next poll, which comes at once: it may be slow, and others are held too.
   *
   * @throws Problem 404 if the organization is not served any more
   */
  void answerLate(Exchange exchange, AgentCaller agent, PendingCase asked) throws IOException {
    tenants.activeById(exchange.tenant().id()).orElseThrow(Problem::tenantNotFound);
    answers.to(
        exchange,
        () -> {
          callers.requireStill(exchange.tenant(), agent);
          Entry<PendingCase> entry =
              waiting.find(exchange.tenant(), asked.id()).orElseThrow(Polling::gone);
          requireAgentToken(exchange.tenant(), entry.value());
          if (granted.fromAccessServer(exchange.tenant(), entry.value())) {
            Deferred.approval(exchange, entry.value());
          } else {
            answer(exchange, agent, entry);
          }
        });
  }

  /**
   * The answer to a poll that was not held.
   *
   * @throws DraftProblem 429 {@code slow_down} too
   */
  void answerNow(Exchange exchange, AgentCaller agent, Entry<PendingCase> entry)
      throws IOException {
    pace.require(exchange, entry.value());
    answer(exchange, agent, entry);
  }

  /** A refusal ends it, unless it says that the agent may come again. */
  private void answer(Exchange exchange, AgentCaller agent, Entry<PendingCase> entry)
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
      } else {
        Deferred.write(exchange, of);
      }
    } else if (of.abandoned()) {
      throw new DraftProblem(403, PendingCase.ABANDONED, "The person came and did not answer.");
    } else {
      throw new DraftProblem(408, PendingCase.EXPIRED, "Nobody answered in time.");
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
      Entry<PendingCase> now = waiting.find(tenant, of.id()).orElseThrow(Polling::gone);
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
      boolean byMail = reaching.needsMail(tenant, question);
      Optional<PendingCase> asked = waiting.askFor(tenant, entry, question, answers.wanted());
      if (asked.isPresent()) {
        if (byMail) {
          reaching.send(tenant, asked.get());
        }
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
        waiting.find(exchange.tenant(), was.id()).map(Entry::value).orElseThrow(Polling::gone);
    Optional<Wait> wait = now.waitsFor();
    if (now.state().equals(PendingCase.GRANTED) && wait.isPresent()) {
      Deferred.relay(exchange, now, wait.get());
    } else if (now.state().equals(PendingCase.GRANTED)) {
      Deferred.approval(exchange, now); // nobody has to be sent anywhere
    } else {
      Deferred.write(exchange, now);
    }
  }

  static DraftProblem gone() {
    return new DraftProblem(410, "invalid_code", "There is nothing to wait for.");
  }
}
