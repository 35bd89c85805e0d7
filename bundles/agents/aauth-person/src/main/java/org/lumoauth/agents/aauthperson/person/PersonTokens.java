package org.lumoauth.agents.aauthperson.person;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauthperson.PersonSettings;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.mission.Missions;
import org.lumoauth.agents.aauthperson.store.People;
import org.lumoauth.agents.aauthperson.token.DraftTokens;
import org.lumoauth.agents.aauthperson.token.Token;
import org.lumoauth.agents.aauthperson.token.TokenProblem;
import org.lumoauth.agents.aauthperson.token.TokenType;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What an agent gets of a person server, as far as a person allowed it. */
@Component(service = PersonTokens.class)
public final class PersonTokens {

  private static final String PERSON = "aauth-person.json";

  private final DraftTokens tokens;
  private final People people;
  private final Missions missions;
  private final SettingsStore settings;

  @Activate
  public PersonTokens(
      @Reference DraftTokens tokens,
      @Reference People people,
      @Reference Missions missions,
      @Reference SettingsStore settings) {
    this.tokens = tokens;
    this.people = people;
    this.missions = missions;
    this.settings = settings;
  }

  /**
   * What a resource token asks for, with the token that it was given for.
   *
   * @param resource whose it is
   * @param resourceToken the one
   * @param presented the other
   */
  public record Asked(String resource, Token resourceToken, Token presented) {}

  /** The resource of a request for a person token. */
  public String resource(TenantContext tenant, Map<String, Object> request) {
    String resource = text(request, "resource");
    if (!PersonSettings.read(settings, tenant, PersonSettings.RESOURCES).contains(resource)) {
      throw DraftProblem.invalid("resource is not one that people are named to here.");
    }
    refuseChains(request);
    return resource;
  }

  /** Makes a person token, if the person allowed it; it holds no scope. */
  public Optional<Map<String, Object>> person(
      TenantContext tenant, AgentCaller agent, Map<String, Object> request) {
    String resource = resource(tenant, request);
    List<Long> latest = new ArrayList<>(List.of(agent.expiresAt()));
    Map<String, Object> claims = new HashMap<>();
    if (request.get("mission_s256") != null) {
      var mission = missions.require(tenant, agent, text(request, "mission_s256"));
      claims.put("mission_s256", mission.id());
      latest.add(mission.expiresAt());
      missions.log(tenant, mission.id(), "person_token", Map.of("resource", resource));
    }
    Optional<String> user = people.of(tenant, agent);
    if (user.isEmpty() || people.allowed(tenant, agent.id(), user.get(), resource).isEmpty()) {
      return Optional.empty();
    }
    claims.put("aud", resource);
    claims.put("sub", people.directed(tenant, user.get(), resource));
    claims.put("cnf", Map.of("jwk", agent.jwk()));
    String jwt = tokens.mint(tenant, TokenType.PERSON, PERSON, agent.id(), claims, latest);
    return Optional.of(answer("person_token", jwt));
  }

  /**
   * Reads what is asked for (section Resource Token Verification).
   *
   * @throws DraftProblem by the draft's codes
   */
  public Asked asked(TenantContext tenant, AgentCaller agent, Map<String, Object> request) {
    refuseChains(request);
    Set<String> resources = PersonSettings.read(settings, tenant, PersonSettings.RESOURCES);
    Token resource = parameter(tenant, TokenType.RESOURCE, request, "resource_token", resources);
    if (!resource.text("aud").equals(tenant.issuer())) {
      throw new DraftProblem(
          502, "as_unreachable", "The resource's access server is not asked from here.");
    }
    Token presented = presented(tenant, request);
    requireSame(
        resource.text("ps").equals(tenant.issuer())
            && resource.text("agent_jkt").equals(agent.thumbprint())
            && resource.text("presented_jti").equals(presented.text("jti"))
            && presented.text("aud").equals(resource.text("iss"))
            && resource.text("sub").equals(presented.text("sub"))
            && resource.text("tenant").equals(presented.text("tenant"))
            // Taking the mission out of a token would take the person's limits away.
            && resource.text("mission_s256").equals(presented.text("mission_s256")));
    return new Asked(resource.text("iss"), resource, presented);
  }

  /** Makes an auth token, if the person allowed it. */
  public Optional<Map<String, Object>> auth(
      TenantContext tenant, AgentCaller agent, Map<String, Object> request) {
    Asked asked = asked(tenant, agent, request);
    List<Long> latest = new ArrayList<>(List.of(agent.expiresAt(), asked.presented().expiresAt()));
    Map<String, Object> claims = new HashMap<>();
    Optional<String> mission = asked.resourceToken().optional("mission_s256");
    if (mission.isPresent()) {
      latest.add(missions.require(tenant, agent, mission.get()).expiresAt());
      claims.put("mission_s256", mission.get());
    }
    Set<String> scope = asked.resourceToken().scope();
    Optional<String> user = people.of(tenant, agent);
    if (user.isEmpty()
        || !people
            .allowed(tenant, agent.id(), user.get(), asked.resource())
            .filter(allowed -> allowed.containsAll(scope))
            .isPresent()) {
      return Optional.empty();
    }
    String directed = people.directed(tenant, user.get(), asked.resource());
    requireSame(directed.equals(asked.resourceToken().text("sub")));
    mission.ifPresent(
        id ->
            missions.log(
                tenant,
                id,
                "auth_token",
                Map.of("resource", asked.resource(), "scope", String.join(" ", scope))));
    claims.put("aud", asked.resource());
    claims.put("ps", tenant.issuer());
    claims.put("sub", directed);
    claims.put("cnf", Map.of("jwk", agent.jwk()));
    claims.put("scope", String.join(" ", scope));
    asked.resourceToken().optional("account").ifPresent(of -> claims.put("account", of));
    String jwt = tokens.mint(tenant, TokenType.AUTH, PERSON, agent.id(), claims, latest);
    return Optional.of(answer("auth_token", jwt));
  }

  private Token presented(TenantContext tenant, Map<String, Object> request) {
    Set<String> own = Set.of(tenant.issuer());
    String jwt = text(request, "presented_token");
    try {
      return tokens.verify(tenant, TokenType.PERSON, jwt, own);
    } catch (TokenProblem notOfAPerson) {
      try {
        return tokens.verify(tenant, TokenType.AUTH, jwt, own);
      } catch (TokenProblem e) {
        boolean says = notOfAPerson.way() != TokenProblem.Way.INVALID;
        throw DraftProblem.token(says ? notOfAPerson : e, "presented_token");
      }
    }
  }

  private Token parameter(
      TenantContext tenant,
      TokenType type,
      Map<String, Object> request,
      String name,
      Set<String> trusted) {
    try {
      return tokens.verify(tenant, type, text(request, name), trusted);
    } catch (TokenProblem e) {
      throw DraftProblem.token(e, name);
    }
  }

  private Map<String, Object> answer(String name, String jwt) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(name, jwt);
    answer.put("expires_in", tokens.secondsLeft(jwt));
    return answer;
  }

  private static void requireSame(boolean same) {
    if (!same) {
      throw new DraftProblem(
          400, "invalid_resource_token", "The resource token does not fit what was presented.");
    }
  }

  /** What is not understood is not left out: it would change for whom a token is. */
  private static void refuseChains(Map<String, Object> request) {
    if (request.containsKey("upstream_token") || request.containsKey("subagent_token")) {
      throw DraftProblem.invalid("Chains and sub-agents are not served here.");
    }
  }

  /** A text that must be there. */
  public static String text(Map<String, Object> request, String name) {
    if (request.get(name) instanceof String text && !text.isEmpty() && text.length() <= 16_384) {
      return text;
    }
    throw DraftProblem.invalid(name + " is missing.");
  }
}
