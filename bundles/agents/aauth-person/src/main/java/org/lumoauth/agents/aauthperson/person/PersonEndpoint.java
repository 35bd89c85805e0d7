package org.lumoauth.agents.aauthperson.person;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.caller.Answers;
import org.lumoauth.agents.aauthperson.caller.Callers;
import org.lumoauth.agents.aauthperson.caller.DraftRefusal;
import org.lumoauth.agents.aauthperson.pending.Asking;
import org.lumoauth.agents.aauthperson.pending.Deferred;
import org.lumoauth.agents.aauthperson.pending.Question;
import org.lumoauth.agents.aauthperson.pending.Waiting;
import org.lumoauth.agents.aauthperson.request.Acting;
import org.lumoauth.agents.aauthperson.request.ActingAgents;
import org.lumoauth.agents.aauthperson.request.Asked;
import org.lumoauth.agents.aauthperson.request.AskedOfPersonServer;
import org.lumoauth.agents.aauthperson.request.Parameters;
import org.lumoauth.agents.aauthperson.request.ResourcePage;
import org.lumoauth.agents.aauthperson.request.RunsOn;
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

/** The two token endpoints of a person server: a token, or a person is asked. */
@Takes(
    on = "POST ~/aauth-person/person",
    members = {
      @Member(value = "resource", needed = true),
      @Member("mission_s256"),
      @Member("justification"),
      @Member("prompt"),
      @Member("login_hint"),
      @Member("tenant"),
      @Member("platform"),
      @Member("device"),
      @Member(value = "capabilities", type = String[].class),
      @Member("upstream_token"),
      @Member("subagent_token")
    })
@Takes(
    on = "POST ~/aauth-person/token",
    members = {
      @Member(value = "resource_token", needed = true),
      @Member(value = "presented_token", needed = true),
      @Member("justification"),
      @Member("prompt"),
      @Member("login_hint"),
      @Member("tenant"),
      @Member("platform"),
      @Member("device"),
      @Member(value = "capabilities", type = String[].class),
      @Member("upstream_token"),
      @Member("subagent_token")
    })
@AnswersWith(status = 200)
@AnswersWith(status = 202)
@Refuses(
    on = "POST ~/aauth-person/person",
    value = {400, 401, 403, 404, 408, 410},
    body = DraftRefusal.class,
    as = DraftRefusal.TYPE)
@Refuses(
    on = "POST ~/aauth-person/token",
    value = {400, 401, 403, 404, 408, 410, 500, 502},
    body = DraftRefusal.class,
    as = DraftRefusal.TYPE)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-person-tokens",
      "lumoauth.web.routes=POST ~/aauth-person/person",
      "lumoauth.web.routes=POST ~/aauth-person/token",
      "lumoauth.web.guard=open"
    })
public final class PersonEndpoint implements HotEndpoint {

  private final Answers answers;
  private final Callers callers;
  private final PersonTokens tokens;
  private final AskedOfPersonServer requests;
  private final ActingAgents acting;
  private final Waiting waiting;
  private final Asking asking;

  @Activate
  public PersonEndpoint(
      @Reference Answers answers,
      @Reference Callers callers,
      @Reference PersonTokens tokens,
      @Reference AskedOfPersonServer requests,
      @Reference ActingAgents acting,
      @Reference Waiting waiting,
      @Reference Asking asking) {
    this.answers = answers;
    this.callers = callers;
    this.tokens = tokens;
    this.requests = requests;
    this.acting = acting;
    this.waiting = waiting;
    this.asking = asking;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    answers.to(
        exchange,
        () -> {
          TenantContext tenant = exchange.tenant();
          AgentCaller agent = callers.agent(tenant, exchange);
          Map<String, Object> body = Answers.body(exchange);
          Acting by = acting.of(tenant, agent, body);
          RunsOn.of(body);
          boolean auth = exchange.path().endsWith("/token");
          Outcome outcome =
              auth
                  ? tokens.auth(tenant, by, body, exchange.requestInfo())
                  : tokens.person(tenant, by, body, exchange.requestInfo());
          if (outcome instanceof Outcome.Given given) {
            exchange.writeJson(200, given.answer());
          } else if (outcome instanceof Outcome.PersonAnswersFor answers) {
            Question question =
                question(tenant, by, body, auth)
                    .of(
                        answers.accessServer(),
                        answers.wanted(),
                        acting.person(tenant, by).orElse(""));
            asking.askFor(exchange, agent, question, answers.wanted());
          } else if (outcome instanceof Outcome.AccessServerWaits waits) {
            Question question = question(tenant, by, body, auth);
            Deferred.relay(
                exchange, waiting.addAnswered(tenant, question, waits.until()), waits.until());
          } else {
            asking.ask(exchange, agent, question(tenant, by, body, auth));
          }
        });
  }

  private Question question(
      TenantContext tenant, Acting by, Map<String, Object> body, boolean auth) {
    String resource;
    List<String> scope = List.of();
    Optional<ResourcePage> page = Optional.empty();
    if (auth) {
      Asked asked = requests.auth(tenant, by, body);
      resource = asked.resource();
      scope = List.copyOf(asked.resourceToken().scope());
      page = asked.resourcePage();
    } else {
      resource = requests.resource(tenant, body);
    }
    Question question =
        Question.of(
                auth ? "auth" : "person",
                by,
                body,
                resource,
                scope,
                Parameters.words(body.get("justification")),
                acting.person(tenant, by).orElse(""))
            .after(page);
    return question.prompt().login() ? question.signInFrom(Instant.now()) : question;
  }
}
