package org.lumoauth.agents.aauthperson.person;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauthperson.PersonSettings;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.mission.MissionLog;
import org.lumoauth.agents.aauthperson.mission.Missions;
import org.lumoauth.agents.aauthperson.mission.Proposal;
import org.lumoauth.agents.aauthperson.request.Acting;
import org.lumoauth.agents.aauthperson.request.ActingAgents;
import org.lumoauth.agents.aauthperson.request.AskedOfPersonServer;
import org.lumoauth.agents.aauthperson.request.ResourceTokenFit;
import org.lumoauth.agents.aauthperson.request.RunsOn;
import org.lumoauth.agents.aauthperson.request.ShownTokens;
import org.lumoauth.agents.aauthperson.signature.ServerDocuments;
import org.lumoauth.agents.aauthperson.signature.SignedCalls;
import org.lumoauth.agents.aauthperson.store.Actor;
import org.lumoauth.agents.aauthperson.store.IssuedTokens;
import org.lumoauth.agents.aauthperson.store.MissionEntries;
import org.lumoauth.agents.aauthperson.store.MissionStatus;
import org.lumoauth.agents.aauthperson.store.People;
import org.lumoauth.agents.aauthperson.store.Records;
import org.lumoauth.agents.aauthperson.store.RecordsUnit;
import org.lumoauth.agents.aauthperson.token.DraftTokens;
import org.lumoauth.agents.aauthperson.token.Revocations;
import org.lumoauth.agents.aauthperson.token.Token;
import org.lumoauth.agents.aauthperson.token.TokenType;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.MessageSigning;
import org.lumoauth.api.key.SigningKeys;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.keys.foreign.ForeignJwts;
import org.lumoauth.platform.keys.foreign.ForeignSignatures;
import org.lumoauth.platform.keys.signing.JcaProvider;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedStore;
import org.lumoauth.testkit.fake.FakeSigningKeys;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.fake.FakeUserDirectory;

/** The tenant is the resource too, so that its own keys are enough. */
class PersonTokensTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String PROVIDER = "https://a.example";
  private static final String AGENT = "aauth:a@a.example";
  private static final String USER = "usr_1";
  private static final String RESOURCE = ACME.issuer();
  private static final String ACCESS = "https://as.example";
  private static final RequestInfo INFO =
      new RequestInfo("req-1", "192.0.2.7", Optional.empty(), Optional.empty());

  /** RFC 8037 appendix A.2. */
  private static final Map<String, Object> KEY =
      Map.of(
          "kty", "OKP",
          "crv", "Ed25519",
          "alg", "Ed25519",
          "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");

  private final FakeSigningKeys keys = new FakeSigningKeys();
  private final FakeAuditLog audit = new FakeAuditLog();
  private final ForeignSignatures checks = new ForeignSignatures(JcaProvider.fastest());
  private final FakeSettingsStore settings = new FakeSettingsStore();
  private DraftTokens jwts;
  private People people;
  private Missions missions;
  private MissionLog log;
  private PersonTokens tokens;
  private Acting by;
  private boolean documentsAway;
  private Optional<OutboundResponse> answer = Optional.empty();

  /** However often the agent comes again: nothing was given, and nobody answered. */
  @DatabaseTest
  void saysThatAnAccessServerIsAwayAndThatAlone(TestDatabase database) throws Exception {
    open(database);
    people.allow(ACME, Actor.itself(AGENT), USER, RESOURCE, Set.of("data.read"));
    String mission = missions.approve(ACME, AGENT, USER, proposal()).id();
    Map<String, Object> request = request(given(Map.of("mission_s256", mission)), ACCESS);

    for (boolean document : new boolean[] {true, false, false}) {
      documentsAway = document;
      var away = assertThrows(DraftProblem.class, () -> tokens.auth(ACME, by, request, INFO));
      assertEquals("502 as_unreachable", away.status() + " " + away.error());
      var later =
          assertThrows(DraftProblem.class, () -> tokens.authAllowed(ACME, by, request, INFO));
      assertEquals("502 as_unreachable", later.status() + " " + later.error());
    }

    assertEquals(List.of("person_token"), types(mission));
    assertEquals(List.of("aauth_person.token.issued"), audit.actions(ACME.id()));
  }

  /** Which is an answer, and on record. */
  @DatabaseTest
  void tellsWhatTheAccessServerSaysOnceItIsThere(TestDatabase database) throws Exception {
    open(database);
    people.allow(ACME, Actor.itself(AGENT), USER, RESOURCE, Set.of("data.read"));
    String mission = missions.approve(ACME, AGENT, USER, proposal()).id();
    Map<String, Object> request = request(given(Map.of("mission_s256", mission)), ACCESS);
    assertTrue(tokens.madeElsewhere(ACME, request));
    answer = Optional.of(json(403, "{\"error\": \"denied\"}"));

    var refused = assertThrows(DraftProblem.class, () -> tokens.auth(ACME, by, request, INFO));

    assertEquals("403 denied", refused.status() + " " + refused.error());
    assertEquals(List.of("auth_token", "person_token"), types(mission));
  }

  @DatabaseTest
  void asksAgainWhereTheAgentWantsThatAndGivesItOnceItWasAnswered(TestDatabase database)
      throws Exception {
    open(database);
    people.allow(ACME, Actor.itself(AGENT), USER, RESOURCE, Set.of("data.read"));
    Map<String, Object> consent = Map.of("resource", RESOURCE, "prompt", "consent");
    assertInstanceOf(Outcome.PersonIsAsked.class, tokens.person(ACME, by, consent, INFO));
    assertInstanceOf(Outcome.Given.class, tokens.personAllowed(ACME, by, consent, INFO));

    Map<String, Object> request = request(given(Map.of()), ACME.issuer());
    assertFalse(tokens.madeElsewhere(ACME, request));
    assertInstanceOf(Outcome.Given.class, tokens.auth(ACME, by, request, INFO));
    request.put("prompt", "login");
    assertInstanceOf(Outcome.PersonIsAsked.class, tokens.auth(ACME, by, request, INFO));
    assertInstanceOf(Outcome.Given.class, tokens.authAllowed(ACME, by, request, INFO));
  }

  @DatabaseTest
  void namesTheOrganizationThatTheAgentAsksForAndNoOther(TestDatabase database) throws Exception {
    open(database);
    people.allow(ACME, Actor.itself(AGENT), USER, RESOURCE, Set.of());

    assertEquals(ACME.slug(), jwts.said(given(Map.of("tenant", ACME.slug()))).text("tenant"));
    assertEquals("", jwts.said(given(Map.of())).text("tenant"));
    assertThrows(DraftProblem.class, () -> given(Map.of("tenant", "globex")));
  }

  /** A person token. */
  private String given(Map<String, Object> more) {
    Map<String, Object> request = new HashMap<>(more);
    request.put("resource", RESOURCE);
    Outcome outcome = tokens.person(ACME, by, request, INFO);
    return (String) assertInstanceOf(Outcome.Given.class, outcome).answer().get("person_token");
  }

  /** A request for an auth token of who is {@code aud} of the resource token. */
  private Map<String, Object> request(String personToken, String giver)
      throws InvalidTokenException {
    Token shown = jwts.said(personToken);
    long now = Instant.now().getEpochSecond();
    String resourceToken =
        keys.sign(
            ACME,
            SigningKeys.Algorithm.ES256,
            Map.of("typ", TokenType.RESOURCE.type()),
            """
            {"iss": "%s", "dwk": "aauth-resource.json", "jti": "res_1", "iat": %d, "exp": %d,
             "aud": "%s", "ps": "%s", "sub": "%s", "presented_jti": "%s", "agent_jkt": "%s",
             "scope": "data.read"%s}"""
                .formatted(
                    RESOURCE,
                    now,
                    now + 300,
                    giver,
                    ACME.issuer(),
                    shown.text("sub"),
                    shown.text("jti"),
                    checks.thumbprint(KEY),
                    shown
                        .optional("mission_s256")
                        .map(id -> ", \"mission_s256\": \"" + id + "\"")
                        .orElse("")));
    return new HashMap<>(Map.of("resource_token", resourceToken, "presented_token", personToken));
  }

  private static Proposal proposal() {
    return new Proposal("A trip", List.of(), List.of());
  }

  private List<String> types(String mission) {
    return log.of(ACME, mission, PageRequest.first()).items().stream()
        .map(MissionLog.Entry::type)
        .toList();
  }

  private OutboundResponse send(OutboundRequest request) throws OutboundException {
    if (request.method().equals("GET") && !documentsAway) {
      return json(
          200,
          "{\"issuer\": \"%s\", \"auth_token_endpoint\": \"%s/token\"}".formatted(ACCESS, ACCESS));
    }
    return answer
        .filter(any -> request.method().equals("POST"))
        .orElseThrow(() -> new OutboundException("nobody answers", false));
  }

  private static OutboundResponse json(int status, String body) {
    return new OutboundResponse(
        status,
        Map.of("content-type", List.of("application/problem+json")),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageSigning signing() {
    return (tenant, algorithm) ->
        new MessageSigning.Key() {
          @Override
          public String kid() {
            return "k1";
          }

          @Override
          public byte[] sign(byte[] message) {
            return new byte[64];
          }
        };
  }

  private void open(TestDatabase database) throws InvalidTokenException {
    var unit = RecordsUnit.on(database.open(RecordsUnit.DEFINITION));
    var records = new Records(unit);
    var issued = new IssuedTokens(unit);
    var revocations =
        new Revocations(new FakeShortLivedStore(Instant::now), issued, new MissionStatus(records));
    var subjects = new FakeSubjects().with(ACME, new SubjectRef(SubjectRef.USER, USER));
    var users = new FakeUserDirectory();
    jwts =
        new DraftTokens(
            keys,
            new ForeignJwts(JcaProvider.fastest()),
            null, // of others
            new FakeIdentifiers(),
            revocations,
            issued);
    people = new People(records, subjects, new FakeSecretVault());
    missions = new Missions(records);
    log = new MissionLog(new MissionEntries(unit, new FakeIdentifiers()));
    settings.change(
        ACME,
        PersonSettings.SECTION,
        Map.of("resources", List.of(RESOURCE), "accessServers", List.of(ACCESS)));
    var tokenAudit = new TokenAudit(audit, jwts);
    tokens =
        new PersonTokens(
            jwts,
            new AskedOfPersonServer(
                jwts, new ShownTokens(jwts), new ResourceTokenFit(checks), issued, settings),
            new ActingAgents(null, null, people),
            people,
            missions,
            log,
            new IdentityScopes(users),
            new AskingOn(
                new AccessServers(
                    new ServerDocuments(this::send),
                    new SignedCalls(this::send, signing()),
                    jwts,
                    issued,
                    checks),
                new PersonClaims(users, people),
                tokenAudit),
            tokenAudit);
    long end = Instant.now().plusSeconds(600).getEpochSecond();
    by =
        Acting.itself(
            new AgentCaller(PROVIDER, AGENT, KEY, checks.thumbprint(KEY), end, "jwt", ""));
    people.bind(ACME, PROVIDER, AGENT, USER, RunsOn.NOTHING);
  }
}
