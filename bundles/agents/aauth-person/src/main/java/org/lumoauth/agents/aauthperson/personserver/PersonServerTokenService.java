/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.personserver;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.mission.MissionLogService;
import org.lumoauth.agents.aauthperson.mission.MissionService;
import org.lumoauth.agents.aauthperson.request.AAuthPromptParameter;
import org.lumoauth.agents.aauthperson.request.AAuthRequestParameterParser;
import org.lumoauth.agents.aauthperson.request.ActingAgentResolver;
import org.lumoauth.agents.aauthperson.request.AgentCallContext;
import org.lumoauth.agents.aauthperson.request.OrganizationParameterParser;
import org.lumoauth.agents.aauthperson.request.PersonServerRequestParser;
import org.lumoauth.agents.aauthperson.request.RequestedResourceAccess;
import org.lumoauth.agents.aauthperson.store.AgentPersonBindingStore;
import org.lumoauth.agents.aauthperson.store.TokenOrigin;
import org.lumoauth.agents.aauthperson.token.AAuthJwtService;
import org.lumoauth.agents.aauthperson.token.AAuthJwtType;
import org.lumoauth.agents.aauthperson.token.AAuthTokenException;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Issues tokens of the person server within the person's consent. */
@Component(service = PersonServerTokenService.class)
public final class PersonServerTokenService {

  private static final String PERSON = "aauth-person.json";
  private static final String MISSION = "mission_s256";
  private static final String WHY = "justification";

  private final AAuthJwtService tokens;
  private final PersonServerRequestParser requests;
  private final ActingAgentResolver acting;
  private final AgentPersonBindingStore people;
  private final MissionService missions;
  private final MissionLogService log;
  private final IdentityScopeClaimResolver identity;
  private final AccessServerNegotiator accessServers;
  private final PersonServerTokenAudit audit;

  @Activate
  public PersonServerTokenService(
      @Reference AAuthJwtService tokens,
      @Reference PersonServerRequestParser requests,
      @Reference ActingAgentResolver acting,
      @Reference AgentPersonBindingStore people,
      @Reference MissionService missions,
      @Reference MissionLogService log,
      @Reference UserDirectory users,
      @Reference AccessServerNegotiator accessServers,
      @Reference PersonServerTokenAudit audit) {
    this.tokens = tokens;
    this.requests = requests;
    this.acting = acting;
    this.people = people;
    this.missions = missions;
    this.log = log;
    this.identity = new IdentityScopeClaimResolver(users);
    this.accessServers = accessServers;
    this.audit = audit;
  }

  /** Issues a person token, which has no scope, if the person consented. */
  public TokenRequestOutcome issuePersonToken(
      TenantContext tenant, AgentCallContext by, Map<String, Object> request, RequestInfo info) {
    return issuePersonToken(tenant, by, request, AAuthPromptParameter.of(request).again(), info);
  }

  /** Issues a person token for a request that the person has answered. */
  public TokenRequestOutcome issueAllowedPersonToken(
      TenantContext tenant, AgentCallContext by, Map<String, Object> request, RequestInfo info) {
    return issuePersonToken(tenant, by, request, false, info);
  }

  private TokenRequestOutcome issuePersonToken(
      TenantContext tenant,
      AgentCallContext by,
      Map<String, Object> request,
      boolean again,
      RequestInfo info) {
    String resource = requests.readResource(tenant, request);
    List<Long> latest = by.expiryLimits();
    Map<String, Object> claims = new HashMap<>();
    Optional<String> wanted = mission(by, request);
    if (wanted.isPresent()) {
      var mission = missions.require(tenant, by.agent(), wanted.get());
      claims.put(MISSION, mission.id());
      latest.add(mission.expiresAt());
      log.recordRequest(
          tenant,
          mission.id(),
          "person_token",
          Map.of("resource", resource, "via", by.actor().via(), WHY, why(request)));
    }
    OrganizationParameterParser.of(tenant, request).ifPresent(slug -> claims.put("tenant", slug));
    Optional<String> user = acting.person(tenant, by);
    if (user.isEmpty()
        || again
        || people.findAllowedScope(tenant, by.actor(), user.get(), resource).isEmpty()) {
      return new TokenRequestOutcome.PersonConsentRequired();
    }
    claims.put("aud", resource);
    claims.put("sub", people.directedIdentifier(tenant, user.get(), resource));
    claims.put("cnf", Map.of("jwk", by.bearer().jwk()));
    var origin = by.origin(user.get(), "").in(wanted);
    String jwt = mint(tenant, AAuthJwtType.PERSON, by, origin, claims, latest);
    audit.recordIssued(tenant, by, user.get(), AAuthJwtType.PERSON.kind(), jwt, info);
    return answer("person_token", jwt);
  }

  private static String why(Map<String, Object> request) {
    return AAuthRequestParameterParser.words(request.get(WHY));
  }

  /**
   * An agent in a call chain acts in the mission of the first agent (AAuth draft, section Person
   * Token Endpoint).
   */
  private static Optional<String> mission(AgentCallContext by, Map<String, Object> request) {
    if (by.received().isEmpty()) {
      return request.get(MISSION) == null
          ? Optional.empty()
          : Optional.of(AAuthRequestParameterParser.text(request, MISSION));
    }
    if (request.get(MISSION) != null) {
      throw AAuthProblemException.invalid("mission_s256 must equal that of upstream_token.");
    }
    return by.received().get().token().optional(MISSION);
  }

  /**
   * Issues an auth token, or requests it from the resource's access server, if the person consented
   * and neither the resource nor the agent requires an interaction first.
   */
  public TokenRequestOutcome issueAuthToken(
      TenantContext tenant, AgentCallContext by, Map<String, Object> request, RequestInfo info) {
    RequestedResourceAccess asked = requests.readAuthRequest(tenant, by, request);
    OrganizationParameterParser.of(tenant, request);
    boolean first = AAuthPromptParameter.of(request).again() || asked.resourcePage().isPresent();
    return first
        ? new TokenRequestOutcome.PersonConsentRequired()
        : issueAuthToken(tenant, by, request, asked, info);
  }

  /**
   * Issues an auth token for a request that the person has answered, including any interaction that
   * the resource required first.
   */
  public TokenRequestOutcome issueAllowedAuthToken(
      TenantContext tenant, AgentCallContext by, Map<String, Object> request, RequestInfo info) {
    return issueAuthToken(
        tenant, by, request, requests.rereadAnsweredAuthRequest(tenant, by, request), info);
  }

  /** Whether an access server issues the token for an accepted request. */
  public boolean isIssuedByAccessServer(TenantContext tenant, Map<String, Object> request) {
    String jwt = AAuthRequestParameterParser.text(request, "resource_token");
    return !tokens.readUnverified(jwt).text("aud").equals(tenant.issuer());
  }

  private TokenRequestOutcome issueAuthToken(
      TenantContext tenant,
      AgentCallContext by,
      Map<String, Object> request,
      RequestedResourceAccess asked,
      RequestInfo info) {
    Optional<Long> missionEnds = missionEnds(tenant, by, asked);
    Set<String> scope = asked.resourceToken().scope();
    Optional<String> user = acting.person(tenant, by);
    if (user.isEmpty() || !allowed(tenant, by, user.get(), asked.resource(), scope)) {
      return new TokenRequestOutcome.PersonConsentRequired();
    }
    requireTheirs(tenant, user.get(), asked);
    Supplier<TokenRequestOutcome> work =
        () -> given(tenant, by, user.get(), asked, request, missionEnds);
    TokenRequestOutcome outcome =
        asked
            .resourceToken()
            .optional(MISSION)
            .map(id -> log.recordAnswer(tenant, id, "auth_token", entry(by, asked, request), work))
            .orElseGet(work);
    return audited(tenant, by, user.get(), outcome, info);
  }

  private TokenRequestOutcome given(
      TenantContext tenant,
      AgentCallContext by,
      String user,
      RequestedResourceAccess asked,
      Map<String, Object> request,
      Optional<Long> missionEnds) {
    if (!asked.issuingServer().equals(tenant.issuer())) {
      return accessServers.requestToken(tenant, by, user, asked, request);
    }
    List<Long> latest = by.expiryLimits();
    latest.add(asked.presented().expiresAt());
    missionEnds.ifPresent(latest::add);
    return made(tenant, by, user, asked, latest);
  }

  private static Map<String, Object> entry(
      AgentCallContext by, RequestedResourceAccess asked, Map<String, Object> request) {
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

  /** Polls an access server again if all consents are still valid. */
  public TokenRequestOutcome pollAuthToken(
      TenantContext tenant,
      AgentCallContext by,
      Map<String, Object> request,
      AccessServerRequirement wait,
      RequestInfo info) {
    RequestedResourceAccess asked = requests.rereadAuthRequest(tenant, request);
    missionEnds(tenant, by, asked);
    Optional<String> user = acting.person(tenant, by);
    if (user.isEmpty()
        || !allowed(tenant, by, user.get(), asked.resource(), asked.resourceToken().scope())) {
      return new TokenRequestOutcome.PersonConsentRequired();
    }
    requireTheirs(tenant, user.get(), asked);
    return audited(
        tenant,
        by,
        user.get(),
        accessServers.pollToken(tenant, by, user.get(), asked, request, wait),
        info);
  }

  private TokenRequestOutcome audited(
      TenantContext tenant,
      AgentCallContext by,
      String user,
      TokenRequestOutcome outcome,
      RequestInfo info) {
    if (outcome instanceof TokenRequestOutcome.TokenGranted given) {
      String jwt = (String) given.answer().get("auth_token");
      audit.recordIssued(tenant, by, user, AAuthJwtType.AUTH.kind(), jwt, info);
    }
    return outcome;
  }

  private TokenRequestOutcome made(
      TenantContext tenant,
      AgentCallContext by,
      String user,
      RequestedResourceAccess asked,
      List<Long> latest) {
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
    return answer("auth_token", mint(tenant, AAuthJwtType.AUTH, by, origin, claims, latest));
  }

  private String mint(
      TenantContext tenant,
      AAuthJwtType type,
      AgentCallContext by,
      TokenOrigin origin,
      Map<String, Object> claims,
      List<Long> latest) {
    try {
      return tokens.issue(tenant, type, PERSON, origin, claims, latest, by.since());
    } catch (AAuthTokenException e) {
      throw new AAuthProblemException(
          403, "denied", "The person's permission was revoked. Request a new token.");
    }
  }

  private Optional<Long> missionEnds(
      TenantContext tenant, AgentCallContext by, RequestedResourceAccess asked) {
    return asked
        .resourceToken()
        .optional(MISSION)
        .map(id -> missions.require(tenant, by.agent(), id).expiresAt());
  }

  private boolean allowed(
      TenantContext tenant, AgentCallContext by, String user, String resource, Set<String> scope) {
    return people
        .findAllowedScope(tenant, by.actor(), user, resource)
        .filter(allowed -> allowed.containsAll(scope))
        .isPresent();
  }

  private void requireTheirs(TenantContext tenant, String user, RequestedResourceAccess asked) {
    String directed = people.directedIdentifier(tenant, user, asked.resource());
    if (!directed.equals(asked.resourceToken().text("sub"))) {
      throw new AAuthProblemException(
          400, "invalid_resource_token", "The resource token is for a different person.");
    }
  }

  private TokenRequestOutcome answer(String name, String jwt) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(name, jwt);
    answer.put("expires_in", tokens.secondsLeft(jwt));
    return new TokenRequestOutcome.TokenGranted(answer);
  }
}
