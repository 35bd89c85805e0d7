/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.personserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.mission.MissionLogService;
import org.lumoauth.agents.aauthperson.mission.MissionProposal;
import org.lumoauth.agents.aauthperson.mission.MissionService;
import org.lumoauth.agents.aauthperson.request.AAuthPresentedTokenVerifier;
import org.lumoauth.agents.aauthperson.request.ActingAgentResolver;
import org.lumoauth.agents.aauthperson.request.AgentCallContext;
import org.lumoauth.agents.aauthperson.request.AgentPlatform;
import org.lumoauth.agents.aauthperson.request.PersonServerRequestParser;
import org.lumoauth.agents.aauthperson.request.ResourceTokenBindingValidator;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadataClient;
import org.lumoauth.agents.aauthperson.signature.SignedHttpClient;
import org.lumoauth.agents.aauthperson.store.AgentPersonBindingStore;
import org.lumoauth.agents.aauthperson.store.ConsentActorChain;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecordStore;
import org.lumoauth.agents.aauthperson.store.PersonServerRecordStore;
import org.lumoauth.agents.aauthperson.token.AAuthJwtService;
import org.lumoauth.agents.aauthperson.token.AAuthJwtType;
import org.lumoauth.agents.aauthperson.token.RevokedTokenStore;
import org.lumoauth.agents.aauthperson.token.VerifiedAAuthToken;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.RawSigningKeyProvider;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.keys.foreign.DefaultForeignJwtVerifier;
import org.lumoauth.platform.keys.foreign.ForeignSignatureVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.FakeSigningKeyService;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

/** The tenant is the resource too, so that its own keys are enough. */
class PersonServerTokenServiceTest {

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

  private final FakeSigningKeyService keys = new FakeSigningKeyService();
  private final FakeAuditLog audit = new FakeAuditLog();
  private final ForeignSignatureVerifier checks =
      new ForeignSignatureVerifier(JcaProviderSelector.fastest());
  private final FakeSettingsStore settings = new FakeSettingsStore();
  private AAuthJwtService jwts;
  private AgentPersonBindingStore people;
  private MissionService missions;
  private MissionLogService log;
  private PersonServerTokenService tokens;
  private AgentCallContext by;
  private boolean documentsAway;
  private Optional<OutboundResponse> answer = Optional.empty();

  /** However often the agent comes again: nothing was given, and nobody answered. */
  @DatabaseTest
  void reportsAnUnavailableAccessServerWithoutDetails(TestDatabase database) throws Exception {
    open(database);
    people.allow(ACME, ConsentActorChain.ofAgent(AGENT), USER, RESOURCE, Set.of("data.read"));
    String mission = missions.approve(ACME, AGENT, USER, proposal()).id();
    Map<String, Object> request = request(given(Map.of("mission_s256", mission)), ACCESS);

    for (boolean document : new boolean[] {true, false, false}) {
      documentsAway = document;
      var away =
          assertThrows(
              AAuthProblemException.class, () -> tokens.issueAuthToken(ACME, by, request, INFO));
      assertEquals("502 as_unreachable", away.status() + " " + away.error());
      var later =
          assertThrows(
              AAuthProblemException.class,
              () -> tokens.issueAllowedAuthToken(ACME, by, request, INFO));
      assertEquals("502 as_unreachable", later.status() + " " + later.error());
    }

    assertEquals(List.of("person_token"), types(mission));
    assertEquals(List.of("aauth_person.token.issued"), audit.actions(ACME.id()));
  }

  /** Which is an answer, and on record. */
  @DatabaseTest
  void tellsWhatTheAccessServerSaysOnceItIsThere(TestDatabase database) throws Exception {
    open(database);
    people.allow(ACME, ConsentActorChain.ofAgent(AGENT), USER, RESOURCE, Set.of("data.read"));
    String mission = missions.approve(ACME, AGENT, USER, proposal()).id();
    Map<String, Object> request = request(given(Map.of("mission_s256", mission)), ACCESS);
    assertTrue(tokens.isIssuedByAccessServer(ACME, request));
    answer = Optional.of(json(403, "{\"error\": \"denied\"}"));

    var refused =
        assertThrows(
            AAuthProblemException.class, () -> tokens.issueAuthToken(ACME, by, request, INFO));

    assertEquals("403 denied", refused.status() + " " + refused.error());
    assertEquals(List.of("auth_token", "person_token"), types(mission));
  }

  @DatabaseTest
  void asksAgainWhereTheAgentWantsThatAndGivesItOnceItWasAnswered(TestDatabase database)
      throws Exception {
    open(database);
    people.allow(ACME, ConsentActorChain.ofAgent(AGENT), USER, RESOURCE, Set.of("data.read"));
    Map<String, Object> consent = Map.of("resource", RESOURCE, "prompt", "consent");
    assertInstanceOf(
        TokenRequestOutcome.PersonConsentRequired.class,
        tokens.issuePersonToken(ACME, by, consent, INFO));
    assertInstanceOf(
        TokenRequestOutcome.TokenGranted.class,
        tokens.issueAllowedPersonToken(ACME, by, consent, INFO));

    Map<String, Object> request = request(given(Map.of()), ACME.issuer());
    assertFalse(tokens.isIssuedByAccessServer(ACME, request));
    assertInstanceOf(
        TokenRequestOutcome.TokenGranted.class, tokens.issueAuthToken(ACME, by, request, INFO));
    request.put("prompt", "login");
    assertInstanceOf(
        TokenRequestOutcome.PersonConsentRequired.class,
        tokens.issueAuthToken(ACME, by, request, INFO));
    assertInstanceOf(
        TokenRequestOutcome.TokenGranted.class,
        tokens.issueAllowedAuthToken(ACME, by, request, INFO));
  }

  @DatabaseTest
  void namesTheOrganizationThatTheAgentAsksForAndNoOther(TestDatabase database) throws Exception {
    open(database);
    people.allow(ACME, ConsentActorChain.ofAgent(AGENT), USER, RESOURCE, Set.of());

    assertEquals(
        ACME.slug(), jwts.readUnverified(given(Map.of("tenant", ACME.slug()))).text("tenant"));
    assertEquals("", jwts.readUnverified(given(Map.of())).text("tenant"));
    assertThrows(AAuthProblemException.class, () -> given(Map.of("tenant", "globex")));
  }

  /** A person token. */
  private String given(Map<String, Object> more) {
    Map<String, Object> request = new HashMap<>(more);
    request.put("resource", RESOURCE);
    TokenRequestOutcome outcome = tokens.issuePersonToken(ACME, by, request, INFO);
    return (String)
        assertInstanceOf(TokenRequestOutcome.TokenGranted.class, outcome)
            .answer()
            .get("person_token");
  }

  /** A request for an auth token of who is {@code aud} of the resource token. */
  private Map<String, Object> request(String personToken, String giver)
      throws InvalidTokenException {
    VerifiedAAuthToken shown = jwts.readUnverified(personToken);
    long now = Instant.now().getEpochSecond();
    String resourceToken =
        keys.sign(
            ACME,
            SigningKeyService.SigningAlgorithm.ES256,
            Map.of("typ", AAuthJwtType.RESOURCE.type()),
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

  private static MissionProposal proposal() {
    return new MissionProposal("A trip", List.of(), List.of());
  }

  private List<String> types(String mission) {
    return log.of(ACME, mission, PageRequest.first()).items().stream()
        .map(MissionLogService.MissionLogEntry::type)
        .toList();
  }

  private OutboundResponse send(OutboundRequest request) throws OutboundException {
    if (request.method().equals("GET") && !documentsAway) {
      return json(
          200,
          """
          {"issuer": "%s", "auth_token_endpoint": "%s/token"}"""
              .formatted(ACCESS, ACCESS));
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

  private static RawSigningKeyProvider signing() {
    return (tenant, algorithm) ->
        new RawSigningKeyProvider.MessageSigningKey() {
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
    var unit = database.open(TestDatabase.tablesOf(PersonServerSettings.class));
    var records = new PersonServerRecordStore(unit);
    var issued = new IssuedTokenRecordStore(unit);
    var revocations =
        new RevokedTokenStore(new FakeShortLivedRecordStore(Instant::now), issued, records);
    var subjects = new FakeSubjectDirectory().with(ACME, new SubjectRef(SubjectRef.USER, USER));
    var users = new FakeUserDirectory();
    jwts =
        new AAuthJwtService(
            keys,
            new DefaultForeignJwtVerifier(JcaProviderSelector.fastest()),
            null, // of others
            new FakeIdGenerator(),
            revocations,
            issued);
    people = new AgentPersonBindingStore(records, subjects, new FakeSecretProtectionService());
    missions = new MissionService(records, InstantSource.system());
    log = new MissionLogService(unit, new FakeIdGenerator());
    settings.change(
        ACME,
        PersonServerSettings.SECTION,
        Map.of("resources", List.of(RESOURCE), "accessServers", List.of(ACCESS)));
    var tokenAudit = new PersonServerTokenAudit(audit, jwts);
    tokens =
        new PersonServerTokenService(
            jwts,
            new PersonServerRequestParser(
                jwts,
                new AAuthPresentedTokenVerifier(jwts),
                new ResourceTokenBindingValidator(checks),
                issued,
                settings),
            new ActingAgentResolver(null, null, issued, settings, people),
            people,
            missions,
            log,
            users,
            new AccessServerNegotiator(
                new AAuthServerMetadataClient(this::send),
                new SignedHttpClient(this::send, signing()),
                jwts,
                issued,
                checks,
                new PersonClaimsProvider(users, people),
                tokenAudit),
            tokenAudit);
    long end = Instant.now().plusSeconds(600).getEpochSecond();
    by =
        AgentCallContext.ofAgent(
            new AgentCaller(PROVIDER, AGENT, KEY, checks.thumbprint(KEY), end, "jwt", ""));
    people.bind(ACME, PROVIDER, AGENT, USER, AgentPlatform.NOTHING);
  }
}
