package org.lumoauth.agents.aauthperson.person;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.mission.MissionLog;
import org.lumoauth.agents.aauthperson.mission.Missions;
import org.lumoauth.agents.aauthperson.request.Acting;
import org.lumoauth.agents.aauthperson.request.ActingAgents;
import org.lumoauth.agents.aauthperson.request.Asked;
import org.lumoauth.agents.aauthperson.request.AskedOfPersonServer;
import org.lumoauth.agents.aauthperson.request.Organization;
import org.lumoauth.agents.aauthperson.request.Parameters;
import org.lumoauth.agents.aauthperson.request.Prompt;
import org.lumoauth.agents.aauthperson.store.Origin;
import org.lumoauth.agents.aauthperson.store.People;
import org.lumoauth.agents.aauthperson.token.DraftTokens;
import org.lumoauth.agents.aauthperson.token.TokenProblem;
import org.lumoauth.agents.aauthperson.token.TokenType;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What an agent gets of a person server, as far as a person allowed it. */
@Component(service = PersonTokens.class)
public final class PersonTokens {

  private static final String PERSON = "aauth-person.json";
  private static final String MISSION = "mission_s256";
  private static final String WHY = "justification";

  private final DraftTokens tokens;
  private final AskedOfPersonServer requests;
  private final ActingAgents acting;
  private final People people;
  private final Missions missions;
  private final MissionLog log;
  private final IdentityScopes identity;
  private final AskingOn accessServers;
  private final TokenAudit audit;

  @Activate
  public PersonTokens(
      @Reference DraftTokens tokens,
      @Reference AskedOfPersonServer requests,
      @Reference ActingAgents acting,
      @Reference People people,
      @Reference Missions missions,
      @Reference MissionLog log,
      @Reference IdentityScopes identity,
      @Reference AskingOn accessServers,
      @Reference TokenAudit audit) {
    this.tokens = tokens;
    this.requests = requests;
    this.acting = acting;
    this.people = people;
    this.missions = missions;
    this.log = log;
    this.identity = identity;
    this.accessServers = accessServers;
    this.audit = audit;
  }

  /** Makes a person token, if the person allowed it; it holds no scope. */
  public Outcome person(
      TenantContext tenant, Acting by, Map<String, Object> request, RequestInfo info) {
    return person(tenant, by, request, Prompt.of(request).again(), info);
  }

  /** The same of a request that the person answered. */
  public Outcome personAllowed(
      TenantContext tenant, Acting by, Map<String, Object> request, RequestInfo info) {
    return person(tenant, by, request, false, info);
  }

  private Outcome person(
      TenantContext tenant,
      Acting by,
      Map<String, Object> request,
      boolean again,
      RequestInfo info) {
    String resource = requests.resource(tenant, request);
    List<Long> latest = by.latest();
    Map<String, Object> claims = new HashMap<>();
    Optional<String> wanted = mission(by, request);
    if (wanted.isPresent()) {
      var mission = missions.require(tenant, by.agent(), wanted.get());
      claims.put(MISSION, mission.id());
      latest.add(mission.expiresAt());
      log.asked(
          tenant,
          mission.id(),
          "person_token",
          Map.of("resource", resource, "via", by.actor().via(), WHY, why(request)));
    }
    Organization.of(tenant, request).ifPresent(slug -> claims.put("tenant", slug));
    Optional<String> user = acting.person(tenant, by);
    if (user.isEmpty()
        || again
        || people.allowed(tenant, by.actor(), user.get(), resource).isEmpty()) {
      return new Outcome.PersonIsAsked();
    }
    claims.put("aud", resource);
    claims.put("sub", people.directed(tenant, user.get(), resource));
    claims.put("cnf", Map.of("jwk", by.bearer().jwk()));
    var origin = by.origin(user.get(), "").in(wanted);
    String jwt = mint(tenant, TokenType.PERSON, by, origin, claims, latest);
    audit.issued(tenant, by, user.get(), TokenType.PERSON.kind(), jwt, info);
    return answer("person_token", jwt);
  }

  private static String why(Map<String, Object> request) {
    return Parameters.words(request.get(WHY));
  }

  /** Who acts on stays in the mission of who began (section Person Token Endpoint). */
  private static Optional<String> mission(Acting by, Map<String, Object> request) {
    if (by.received().isEmpty()) {
      return request.get(MISSION) == null
          ? Optional.empty()
          : Optional.of(Parameters.text(request, MISSION));
    }
    if (request.get(MISSION) != null) {
      throw DraftProblem.invalid("mission_s256 is that of upstream_token.");
    }
    return by.received().get().token().optional(MISSION);
  }

  /**
   * Makes an auth token, or has it made by the resource's access server, if it was allowed, and
   * neither the resource nor the agent wants the person first.
   */
  public Outcome auth(
      TenantContext tenant, Acting by, Map<String, Object> request, RequestInfo info) {
    Asked asked = requests.auth(tenant, by, request);
    Organization.of(tenant, request);
    boolean first = Prompt.of(request).again() || asked.resourcePage().isPresent();
    return first ? new Outcome.PersonIsAsked() : auth(tenant, by, request, asked, info);
  }

  /**
   * The same of a request that was taken before, and that the person answered since: wherever the
   * resource wanted them to be first, they were.
   */
  public Outcome authAllowed(
      TenantContext tenant, Acting by, Map<String, Object> request, RequestInfo info) {
    return auth(tenant, by, request, requests.authTaken(tenant, by, request), info);
  }

  /** Whether an access server makes what a request that was taken asks for. */
  public boolean madeElsewhere(TenantContext tenant, Map<String, Object> request) {
    String jwt = Parameters.text(request, "resource_token");
    return !tokens.said(jwt).text("aud").equals(tenant.issuer());
  }

  private Outcome auth(
      TenantContext tenant, Acting by, Map<String, Object> request, Asked asked, RequestInfo info) {
    Optional<Long> missionEnds = missionEnds(tenant, by, asked);
    Set<String> scope = asked.resourceToken().scope();
    Optional<String> user = acting.person(tenant, by);
    if (user.isEmpty() || !allowed(tenant, by, user.get(), asked.resource(), scope)) {
      return new Outcome.PersonIsAsked();
    }
    requireTheirs(tenant, user.get(), asked);
    Supplier<Outcome> work = () -> given(tenant, by, user.get(), asked, request, missionEnds);
    Outcome outcome =
        asked
            .resourceToken()
            .optional(MISSION)
            .map(id -> log.answered(tenant, id, "auth_token", entry(by, asked, request), work))
            .orElseGet(work);
    return audited(tenant, by, user.get(), outcome, info);
  }

  private Outcome given(
      TenantContext tenant,
      Acting by,
      String user,
      Asked asked,
      Map<String, Object> request,
      Optional<Long> missionEnds) {
    if (!asked.giver().equals(tenant.issuer())) {
      return accessServers.ask(tenant, by, user, asked, request);
    }
    List<Long> latest = by.latest();
    latest.add(asked.presented().expiresAt());
    missionEnds.ifPresent(latest::add);
    return made(tenant, by, user, asked, latest);
  }

  private static Map<String, Object> entry(Acting by, Asked asked, Map<String, Object> request) {
    return Map.of(
        "resource",
        asked.resource(),
        "scope",
        String.join(" ", asked.resourceToken().scope()),
        "via",
        by.actor().via(),
        WHY,
        why(request));
  }

  /** Asks an access server again, if everything is still allowed. */
  public Outcome authAgain(
      TenantContext tenant, Acting by, Map<String, Object> request, Wait wait, RequestInfo info) {
    Asked asked = requests.authBefore(tenant, request);
    missionEnds(tenant, by, asked);
    Optional<String> user = acting.person(tenant, by);
    if (user.isEmpty()
        || !allowed(tenant, by, user.get(), asked.resource(), asked.resourceToken().scope())) {
      return new Outcome.PersonIsAsked();
    }
    requireTheirs(tenant, user.get(), asked);
    return audited(
        tenant,
        by,
        user.get(),
        accessServers.askAgain(tenant, by, user.get(), asked, request, wait),
        info);
  }

  private Outcome audited(
      TenantContext tenant, Acting by, String user, Outcome outcome, RequestInfo info) {
    if (outcome instanceof Outcome.Given given) {
      String jwt = (String) given.answer().get("auth_token");
      audit.issued(tenant, by, user, TokenType.AUTH.kind(), jwt, info);
    }
    return outcome;
  }

  private Outcome made(
      TenantContext tenant, Acting by, String user, Asked asked, List<Long> latest) {
    Set<String> scope = asked.resourceToken().scope();
    Map<String, Object> claims = new HashMap<>(identity.claims(tenant, user, scope));
    claims.put("aud", asked.resource());
    claims.put("ps", tenant.issuer());
    claims.put("sub", asked.resourceToken().text("sub"));
    claims.put("cnf", Map.of("jwk", by.bearer().jwk()));
    claims.put("scope", String.join(" ", scope));
    for (String name : List.of("account", MISSION, "tenant")) {
      asked.resourceToken().optional(name).ifPresent(of -> claims.put(name, of));
    }
    var origin =
        by.origin(user, asked.presented().recordKey()).in(asked.resourceToken().optional(MISSION));
    return answer("auth_token", mint(tenant, TokenType.AUTH, by, origin, claims, latest));
  }

  private String mint(
      TenantContext tenant,
      TokenType type,
      Acting by,
      Origin origin,
      Map<String, Object> claims,
      List<Long> latest) {
    try {
      return tokens.mint(tenant, type, PERSON, origin, claims, latest, by.since());
    } catch (TokenProblem e) {
      throw new DraftProblem(403, "denied", "What was allowed has been taken back.");
    }
  }

  private Optional<Long> missionEnds(TenantContext tenant, Acting by, Asked asked) {
    return asked
        .resourceToken()
        .optional(MISSION)
        .map(id -> missions.require(tenant, by.agent(), id).expiresAt());
  }

  private boolean allowed(
      TenantContext tenant, Acting by, String user, String resource, Set<String> scope) {
    return people
        .allowed(tenant, by.actor(), user, resource)
        .filter(allowed -> allowed.containsAll(scope))
        .isPresent();
  }

  private void requireTheirs(TenantContext tenant, String user, Asked asked) {
    String directed = people.directed(tenant, user, asked.resource());
    if (!directed.equals(asked.resourceToken().text("sub"))) {
      throw new DraftProblem(
          400, "invalid_resource_token", "The resource token is for somebody else.");
    }
  }

  private Outcome answer(String name, String jwt) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(name, jwt);
    answer.put("expires_in", tokens.secondsLeft(jwt));
    return new Outcome.Given(answer);
  }
}
