package org.lumoauth.agents.aauthperson.pending;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.caller.Answers;
import org.lumoauth.agents.aauthperson.caller.Callers;
import org.lumoauth.agents.aauthperson.caller.DraftRefusal;
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
    value = {400, 401, 403, 404, 408, 410, 429, 500, 502},
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

  private final Answers answers;
  private final Callers callers;
  private final Waiting waiting;
  private final OverCases over;
  private final Polling polling;
  private final Holding holding;
  private final Clarifying clarifying;
  private final AnsweringOn answering;

  @Activate
  public PendingEndpoint(
      @Reference Answers answers,
      @Reference Callers callers,
      @Reference Waiting waiting,
      @Reference OverCases over,
      @Reference Polling polling,
      @Reference Holding holding,
      @Reference Clarifying clarifying,
      @Reference AnsweringOn answering) {
    this.answers = answers;
    this.callers = callers;
    this.waiting = waiting;
    this.over = over;
    this.polling = polling;
    this.holding = holding;
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
                  .orElseThrow(Polling::gone);
          if (exchange.request().getMethod().equals("DELETE")) {
            over.withdraw(tenant, entry.value());
            exchange.writeJson(200, Map.of());
            return;
          }
          polling.requireAgentToken(tenant, entry.value());
          if (exchange.request().getMethod().equals("POST")
              && entry.value().openQuestion().isPresent()) {
            Wait asked = entry.value().openQuestion().get();
            Wait answered = answering.reply(tenant, agent, entry, asked, Answers.body(exchange));
            Deferred.relay(exchange, entry.value(), answered);
          } else if (exchange.request().getMethod().equals("POST")) {
            clarifying.reply(tenant, agent, entry, Answers.body(exchange));
            Deferred.write(exchange, entry.value());
          } else if (!holding.hold(exchange, agent, entry.value())) {
            polling.answerNow(exchange, agent, entry);
          }
        });
  }
}
