package org.lumoauth.agents.aauthperson.person;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.caller.Answers;
import org.lumoauth.agents.aauthperson.caller.Callers;
import org.lumoauth.agents.aauthperson.pending.Deferred;
import org.lumoauth.agents.aauthperson.pending.Question;
import org.lumoauth.agents.aauthperson.pending.Waiting;
import org.lumoauth.agents.aauthperson.store.People;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The two token endpoints of a person server: a token, or a person is asked. */
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

  private static final int MAX_SAID = 2000;

  private final Answers answers;
  private final Callers callers;
  private final PersonTokens tokens;
  private final People people;
  private final Waiting waiting;

  @Activate
  public PersonEndpoint(
      @Reference Answers answers,
      @Reference Callers callers,
      @Reference PersonTokens tokens,
      @Reference People people,
      @Reference Waiting waiting) {
    this.answers = answers;
    this.callers = callers;
    this.tokens = tokens;
    this.people = people;
    this.waiting = waiting;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    answers.to(
        exchange,
        () -> {
          TenantContext tenant = exchange.tenant();
          AgentCaller agent = callers.agent(tenant, exchange);
          Map<String, Object> body = Answers.body(exchange);
          boolean auth = exchange.path().endsWith("/token");
          Optional<Map<String, Object>> token =
              auth ? tokens.auth(tenant, agent, body) : tokens.person(tenant, agent, body);
          if (token.isPresent()) {
            exchange.writeJson(200, token.get());
          } else {
            Deferred.write(exchange, waiting.add(tenant, question(tenant, agent, body, auth)));
          }
        });
  }

  private Question question(
      TenantContext tenant, AgentCaller agent, Map<String, Object> body, boolean auth) {
    String resource;
    List<String> scope = List.of();
    if (auth) {
      PersonTokens.Asked asked = tokens.asked(tenant, agent, body);
      resource = asked.resource();
      scope = List.copyOf(asked.resourceToken().scope());
    } else {
      resource = tokens.resource(tenant, body);
    }
    return new Question(
        auth ? "auth" : "person",
        agent.provider(),
        agent.id(),
        agent.thumbprint(),
        body,
        resource,
        scope,
        said(body.get("justification")),
        people.of(tenant, agent).orElse(""));
  }

  static String said(Object text) {
    String said = text instanceof String words ? words : "";
    return said.length() > MAX_SAID ? said.substring(0, MAX_SAID) : said;
  }
}
