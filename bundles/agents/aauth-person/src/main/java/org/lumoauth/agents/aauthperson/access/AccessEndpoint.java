package org.lumoauth.agents.aauthperson.access;

import java.io.IOException;
import java.time.Instant;
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
import org.lumoauth.agents.aauthperson.request.AskedOfAccessServer;
import org.lumoauth.agents.aauthperson.store.Origin;
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
  private final AskedOfAccessServer requests;
  private final DraftTokens tokens;
  private final SettingsStore settings;

  @Activate
  public AccessEndpoint(
      @Reference Answers answers,
      @Reference Callers callers,
      @Reference AskedOfAccessServer requests,
      @Reference DraftTokens tokens,
      @Reference SettingsStore settings) {
    this.answers = answers;
    this.callers = callers;
    this.requests = requests;
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
    Instant since = Instant.now();
    var access = requests.read(tenant, person, body);
    Token resource = access.asked().resourceToken();
    if (!read(tenant, PersonSettings.ACCESS_SCOPES).containsAll(resource.scope())) {
      throw new DraftProblem(403, "denied", "The resource's policy does not give this.");
    }
    Map<String, Object> claims = new HashMap<>();
    claims.put("aud", resource.text("iss"));
    claims.put("ps", person);
    claims.put("sub", resource.text("sub"));
    claims.put("scope", resource.text("scope"));
    claims.put("cnf", Map.of("jwk", access.bearer().jwk()));
    for (String name : List.of("account", "mission_s256", "tenant")) {
      resource.optional(name).ifPresent(value -> claims.put(name, value));
    }
    String jwt = mint(tenant, access, claims, since);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("auth_token", jwt);
    answer.put("expires_in", tokens.secondsLeft(jwt));
    return answer;
  }

  private String mint(
      TenantContext tenant,
      AskedOfAccessServer.Access access,
      Map<String, Object> claims,
      Instant since) {
    List<Long> latest =
        List.of(
            access.agent().expiresAt(),
            access.bearer().expiresAt(),
            access.asked().presented().expiresAt(),
            access.latest());
    try {
      return tokens.mint(tenant, TokenType.AUTH, ACCESS, origin(access), claims, latest, since);
    } catch (TokenProblem e) {
      throw new DraftProblem(403, "denied", "It was taken back meanwhile.");
    }
  }

  /** Nothing of who acted before: that is the person server's to know. */
  private static Origin origin(AskedOfAccessServer.Access access) {
    AgentCaller agent = access.agent();
    boolean sub = !access.bearer().id().equals(agent.id());
    return new Origin(
        agent.provider(),
        agent.id(),
        sub ? access.bearer().id() : "",
        "",
        access.asked().presented().recordKey(),
        "",
        0);
  }

  private Set<String> read(TenantContext tenant, String name) {
    return PersonSettings.read(settings, tenant, name);
  }
}
