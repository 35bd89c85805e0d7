package org.lumoauth.agents.aauthperson.access;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauthperson.PersonSettings;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.caller.Answers;
import org.lumoauth.agents.aauthperson.caller.Callers;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.person.PersonTokens;
import org.lumoauth.agents.aauthperson.token.DraftTokens;
import org.lumoauth.agents.aauthperson.token.Token;
import org.lumoauth.agents.aauthperson.token.TokenProblem;
import org.lumoauth.agents.aauthperson.token.TokenType;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The access server: gives a person server access for an agent, by the tenant's policy. */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-access-token",
      "lumoauth.web.routes=POST ~/aauth-access/token",
      "lumoauth.web.guard=open"
    })
public final class AccessEndpoint implements HotEndpoint {

  private static final String ACCESS = "aauth-access.json";

  private final Answers answers;
  private final Callers callers;
  private final DraftTokens tokens;
  private final SettingsStore settings;

  @Activate
  public AccessEndpoint(
      @Reference Answers answers,
      @Reference Callers callers,
      @Reference DraftTokens tokens,
      @Reference SettingsStore settings) {
    this.answers = answers;
    this.callers = callers;
    this.tokens = tokens;
    this.settings = settings;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    answers.to(
        exchange,
        () -> {
          TenantContext tenant = exchange.tenant();
          String person =
              callers.server(
                  tenant,
                  exchange,
                  Set.of("aauth-person.json"),
                  read(tenant, PersonSettings.PERSON_SERVERS));
          exchange.writeJson(200, answer(tenant, person, Answers.body(exchange)));
        });
  }

  private Map<String, Object> answer(
      TenantContext tenant, String person, Map<String, Object> body) {
    AgentCaller agent = agent(tenant, body);
    Token resource =
        verify(
            tenant,
            TokenType.RESOURCE,
            body,
            "resource_token",
            read(tenant, PersonSettings.RESOURCES));
    Token presented = verify(tenant, TokenType.PERSON, body, "presented_token", Set.of(person));
    boolean fits =
        resource.text("aud").equals(tenant.issuer())
            && resource.text("ps").equals(person)
            && resource.text("agent_jkt").equals(agent.thumbprint())
            && resource.text("presented_jti").equals(presented.text("jti"))
            && presented.text("aud").equals(resource.text("iss"))
            && resource.text("sub").equals(presented.text("sub"))
            && resource.text("tenant").equals(presented.text("tenant"))
            && resource.text("mission_s256").equals(presented.text("mission_s256"));
    if (!fits) {
      throw new DraftProblem(
          400, "invalid_resource_token", "The resource token does not fit what was presented.");
    }
    if (!read(tenant, PersonSettings.ACCESS_SCOPES).containsAll(resource.scope())) {
      throw new DraftProblem(403, "denied", "The resource's policy does not give this.");
    }
    return issue(tenant, agent, resource, presented, person);
  }

  private Map<String, Object> issue(
      TenantContext tenant, AgentCaller agent, Token resource, Token presented, String person) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("aud", resource.text("iss"));
    claims.put("ps", person);
    claims.put("sub", resource.text("sub"));
    claims.put("scope", resource.text("scope"));
    claims.put("cnf", Map.of("jwk", agent.jwk()));
    for (String name : List.of("account", "mission_s256", "tenant")) {
      resource.optional(name).ifPresent(value -> claims.put(name, value));
    }
    String jwt =
        tokens.mint(
            tenant,
            TokenType.AUTH,
            ACCESS,
            agent.id(),
            claims,
            List.of(agent.expiresAt(), presented.expiresAt()));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("auth_token", jwt);
    answer.put("expires_in", tokens.secondsLeft(jwt));
    return answer;
  }

  private AgentCaller agent(TenantContext tenant, Map<String, Object> body) {
    try {
      return callers.parameter(tenant, PersonTokens.text(body, "agent_token"));
    } catch (TokenProblem e) {
      throw DraftProblem.token(e, "agent_token");
    }
  }

  private Token verify(
      TenantContext tenant,
      TokenType type,
      Map<String, Object> body,
      String name,
      Set<String> trusted) {
    try {
      return tokens.verify(tenant, type, PersonTokens.text(body, name), trusted);
    } catch (TokenProblem e) {
      throw DraftProblem.token(e, name);
    }
  }

  private Set<String> read(TenantContext tenant, String name) {
    return PersonSettings.read(settings, tenant, name);
  }
}
