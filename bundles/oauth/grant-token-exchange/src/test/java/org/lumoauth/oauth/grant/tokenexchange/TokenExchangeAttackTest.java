package org.lumoauth.oauth.grant.tokenexchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.grant.tokenexchange.World.ACME;
import static org.lumoauth.oauth.grant.tokenexchange.World.AGENT;
import static org.lumoauth.oauth.grant.tokenexchange.World.ALICE;
import static org.lumoauth.oauth.grant.tokenexchange.World.APP;
import static org.lumoauth.oauth.grant.tokenexchange.World.APP_ITSELF;
import static org.lumoauth.oauth.grant.tokenexchange.World.FILES;
import static org.lumoauth.oauth.grant.tokenexchange.World.GLOBEX;
import static org.lumoauth.oauth.grant.tokenexchange.World.actingBy;
import static org.lumoauth.oauth.grant.tokenexchange.World.exchanging;
import static org.lumoauth.testkit.builder.Builders.aClient;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.ActorPolicy;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.IdTokens.Hint;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.RequestedTokenType;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.builder.GrantRequestBuilder;

/** What must never be exchanged, each case with its code. */
class TokenExchangeAttackTest {

  private static final Client OTHER = aClient().withId("other").build();

  private final World world = new World();

  @Test
  void refusesAPublicClient() {
    assertRefused("unauthorized_client", exchanging(world.token()).from(APP.publicClient()));
  }

  @Test
  void refusesATokenOfAnotherClientByDefault() {
    assertRefused("invalid_request", exchanging(world.token(OTHER, ALICE, List.of(), Map.of())));
  }

  @Test
  void refusesATokenOfAClientThatNobodyNamed() {
    var app = APP.with("token_exchange_sources", List.of("third"));

    assertRefused(
        "invalid_request", exchanging(world.token(OTHER, ALICE, List.of(), Map.of())).from(app));
  }

  @Test
  void refusesARevokedSubjectToken() throws Exception {
    String token = world.token();
    world.tokens.revoke(ACME, world.tokens.verify(ACME, token));

    assertRefused("invalid_request", exchanging(token));
  }

  @Test
  void refusesATokenOfAnotherTenant() {
    var request = exchanging(world.token()).build();

    var refusal = assertThrows(OAuthError.class, () -> world.grant.grant(GLOBEX, request));
    assertEquals("invalid_request", refusal.code());
  }

  @Test
  void refusesAnExpiredToken() {
    String token =
        world.token(
            APP.build(), ALICE, List.of(), Map.of(), Duration.ofSeconds(-1), Optional.empty());

    assertRefused("invalid_request", exchanging(token));
  }

  @ParameterizedTest
  @EnumSource(TokenType.class)
  void takesNoTokenForAnotherType(TokenType type) {
    world.idTokens.put("id-token", idToken(ClientBuilder.ID, 300));
    world.assertion("said", "", Map.of(), ALICE);
    var presented =
        Map.of(
            TokenType.ACCESS_TOKEN, world.token(),
            TokenType.ID_TOKEN, "id-token",
            TokenType.JWT, "said");
    presented.forEach(
        (kind, token) -> {
          if (kind != type) {
            assertRefused("invalid_request", exchanging(token, type.uri()));
            assertRefused(
                "invalid_request",
                exchanging(world.token())
                    .with("actor_token", token)
                    .with("actor_token_type", type.uri()));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "urn:ietf:params:oauth:token-type:refresh_token",
        "urn:ietf:params:oauth:token-type:saml2",
        "urn:ietf:params:oauth:token-type:id-jag",
        "access_token",
        "URN:IETF:PARAMS:OAUTH:TOKEN-TYPE:ACCESS_TOKEN"
      })
  void refusesATypeThatIsNotTaken(String type) {
    assertRefused("invalid_request", exchanging(world.token(), type));
    assertRefused(
        "invalid_request",
        exchanging(world.token())
            .with("actor_token", world.token())
            .with("actor_token_type", type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "urn:ietf:params:oauth:token-type:refresh_token",
        "urn:ietf:params:oauth:token-type:id_token",
        "urn:ietf:params:oauth:token-type:txn_token",
        "x"
      })
  void refusesToIssueAnotherType(String type) {
    assertRefused("invalid_request", exchanging(world.token()).with("requested_token_type", type));
  }

  @Test
  void refusesAnIdTokenAsActor() {
    world.idTokens.put("id-token", idToken(ClientBuilder.ID, 300));

    assertRefused(
        "invalid_request",
        exchanging(world.token())
            .with("actor_token", "id-token")
            .with("actor_token_type", TokenType.ID_TOKEN.uri()));
  }

  @Test
  void refusesAnIdTokenOfAnotherClient() {
    world.idTokens.put("id-token", idToken("other", 300));

    assertRefused("invalid_request", exchanging("id-token", TokenType.ID_TOKEN.uri()));
  }

  @Test
  void refusesAnIdTokenThatHasExpired() {
    world.idTokens.put("id-token", idToken(ClientBuilder.ID, -1));

    assertRefused("invalid_request", exchanging("id-token", TokenType.ID_TOKEN.uri()));
  }

  @Test
  void givesAnIdTokenNoPowerThatNobodyRegistered() {
    world.idTokens.put("id-token", idToken(ClientBuilder.ID, 300));
    var request = exchanging("id-token", TokenType.ID_TOKEN.uri());

    assertRefused("invalid_scope", request.withScope("documents.read"));
    assertRefused("invalid_target", request.with("audience", FILES));
  }

  @Test
  void refusesScopeGrowth() {
    assertRefused("invalid_scope", exchanging(world.token()).withScope("openid"));
    assertRefused("invalid_scope", exchanging(world.token()).withScope("documents.write"));
    assertRefused(
        "invalid_scope", exchanging(world.token()).withScope("documents.read documents.admin"));
  }

  @Test
  void refusesATokenOfWhichTheClientMayHaveNothing() {
    assertRefused("invalid_scope", exchanging(world.token()).from(APP.withScope("mail.read")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://pay.example.com",
        "https://files.example.com/",
        "https://files.example.com/admin",
        "HTTPS://FILES.EXAMPLE.COM",
        "https://id.example.com/t/acme/api/v1"
      })
  void refusesATargetBeyondTheTokens(String target) {
    assertRefused("invalid_target", exchanging(world.token()).with("resource", target));
    assertRefused("invalid_target", exchanging(world.token()).with("audience", target));
  }

  @ParameterizedTest
  @ValueSource(strings = {"files", "https://files.example.com#x", "%zz", "//x"})
  void refusesAResourceThatIsNoAbsoluteUri(String resource) {
    assertRefused("invalid_target", exchanging(world.token()).with("resource", resource));
  }

  @Test
  void refusesOneTargetTooManyBesideOneThatIsPermitted() {
    assertRefused(
        "invalid_target",
        exchanging(world.token()).with("resource", FILES).with("resource", "https://x.example"));
  }

  @Test
  void refusesAChainThatIsTooLong() {
    var three =
        List.of(
            new SubjectRef(SubjectRef.AGENT, "agt_3"),
            new SubjectRef(SubjectRef.AGENT, "agt_2"),
            new SubjectRef(SubjectRef.AGENT, "agt_1"));
    String token = world.token(APP.build(), ALICE, three, Map.of());

    assertRefused("delegation_depth_exceeded", exchanging(token));
    world.settings.change(ACME, TokenExchangeSettings.SECTION, Map.of("maxActors", 4L));
    world.grant.grant(ACME, exchanging(token).build());
    world.settings.change(ACME, TokenExchangeSettings.SECTION, Map.of("maxActors", 1L));
    assertRefused(
        "delegation_depth_exceeded",
        exchanging(token).from(APP.with("token_exchange_impersonation", true)));
  }

  @Test
  void tellsHowLongAChainMayBe() {
    world.settings.change(ACME, TokenExchangeSettings.SECTION, Map.of("maxActors", 1L));
    String token = world.token(APP.build(), ALICE, List.of(AGENT), Map.of());
    var request = exchanging(token).build();

    var refusal = assertThrows(OAuthError.class, () -> world.grant.grant(ACME, request));

    assertEquals(403, refusal.status());
    assertEquals(Map.of("max_depth", 1), refusal.members());
  }

  @Test
  void refusesAChainThatGoesRound() {
    assertRefused(
        "invalid_request",
        exchanging(world.token(APP.build(), ALICE, List.of(AGENT, APP_ITSELF), Map.of())));
    String alice = world.token(APP.build(), ALICE, List.of(), Map.of());
    assertRefused(
        "invalid_request",
        actingBy(exchanging(world.token(APP.build(), ALICE, List.of(AGENT), Map.of())), alice));
  }

  @Test
  void refusesAnActorsTokenOfAnotherClient() {
    String stolen = world.token(OTHER, AGENT, List.of(), Map.of());

    assertRefused(
        "invalid_request",
        actingBy(exchanging(world.token()), stolen)
            .from(APP.with("token_exchange_sources", List.of("*"))));
  }

  @Test
  void refusesAnActorWhoActsForAnother() {
    String delegated = world.token(APP.build(), ALICE, List.of(AGENT), Map.of());

    assertRefused("invalid_request", actingBy(exchanging(world.token()), delegated));
  }

  @Test
  void refusesARevokedActor() throws Exception {
    String actor = world.token(APP.build(), AGENT, List.of(), Map.of());
    world.tokens.revoke(ACME, world.tokens.verify(ACME, actor));

    assertRefused("invalid_request", actingBy(exchanging(world.token()), actor));
  }

  @Test
  void refusesAnActorsTypeWithoutTokenAndATokenWithoutType() {
    assertRefused(
        "invalid_request",
        exchanging(world.token()).with("actor_token_type", TokenType.ACCESS_TOKEN.uri()));
    assertRefused("invalid_request", exchanging(world.token()).with("actor_token", "x"));
  }

  @Test
  void refusesWhoeverMayNotAct() {
    for (Object party :
        List.of(
            Map.of("sub", "agt_other"),
            Map.of("sub", ClientBuilder.ID, "iss", "https://other.example"),
            Map.of("iss", ACME.issuer()),
            Map.of("sub", 7),
            ClientBuilder.ID)) {
      String token = world.token(APP.build(), ALICE, List.of(), Map.of("may_act", party));
      assertRefused("invalid_request", exchanging(token));
      assertRefused(
          "invalid_request",
          exchanging(token).from(APP.with("token_exchange_impersonation", true)));
      assertRefused(
          "invalid_request",
          actingBy(exchanging(token), world.token(APP.build(), AGENT, List.of(), Map.of())));
    }
  }

  @Test
  void doesNotLetTheClientActWhereAnActorWasPresented() {
    String token =
        world.token(
            APP.build(), ALICE, List.of(), Map.of("may_act", Map.of("sub", ClientBuilder.ID)));

    assertRefused(
        "invalid_request",
        actingBy(exchanging(token), world.token(APP.build(), AGENT, List.of(), Map.of())));
  }

  @Test
  void refusesABoundTokenWithoutItsKey() {
    String token = bound(ALICE, Map.of("jkt", "k"));

    assertRefused("invalid_request", exchanging(token));
    assertRefused("invalid_request", exchanging(token).boundTo(Map.of("jkt", "other")));
    assertRefused(
        "invalid_request",
        exchanging(bound(ALICE, Map.of("jkt", "k", "x5t#S256", "c"))).boundTo(Map.of("jkt", "k")));
    assertRefused(
        "invalid_request", actingBy(exchanging(world.token()), bound(AGENT, Map.of("jkt", "k"))));
  }

  @Test
  void refusesAnAssertionThatIsBoundToAKey() {
    world.assertion("said", "", Map.of("cnf", Map.of("jkt", "k")), ALICE);
    world.assertion("odd", "", Map.of("cnf", "k"), ALICE);

    assertRefused("invalid_request", exchanging("said", TokenType.JWT.uri()));
    assertRefused("invalid_request", exchanging("odd", TokenType.JWT.uri()));
  }

  @Test
  void refusesAnAssertionThatForgesAChain() {
    world.assertion("said", "", Map.of("act", Map.of("sub", AGENT.id())), ALICE);

    assertRefused("invalid_request", exchanging("said", TokenType.JWT.uri()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "at+jwt",
        "authorization-grant+jwt",
        "client-authentication+jwt",
        "oauth-id-jag+jwt"
      })
  void refusesAnAssertionOfAnotherType(String type) {
    world.assertion("said", type, Map.of(), ALICE);

    assertRefused("invalid_request", exchanging("said", TokenType.JWT.uri()));
  }

  @Test
  void refusesAuthorizationDetails() {
    assertRefused(
        "invalid_authorization_details",
        exchanging(world.token()).with("authorization_details", "[]"));
  }

  @Test
  void makesNothingWithoutTheAuthorizationDetailsThatWereAskedFor() {
    RequestedTokenType plain =
        new RequestedTokenType() {
          @Override
          public Set<String> subjectTypes() {
            return Set.of(TokenType.ACCESS_TOKEN.uri());
          }

          @Override
          public Made make(TenantContext tenant, GrantRequest request, Subject subject) {
            throw new AssertionError("it says nothing in detail");
          }
        };
    world.registry.with(RequestedTokenType.class, "urn:example:plain", plain);

    assertRefused(
        "invalid_authorization_details",
        exchanging(world.token())
            .with("requested_token_type", "urn:example:plain")
            .with("authorization_details", "[]"));
  }

  @Test
  void refusesWhatAnActorPolicyRefuses() {
    ActorPolicy policy =
        (tenant, delegation) -> {
          throw new OAuthError(403, "delegation_not_allowed", "No.");
        };
    world.registry.with(ActorPolicy.class, "test", policy);

    assertRefused("delegation_not_allowed", exchanging(world.token()));
    assertEquals(0, world.registry.openLeases());
  }

  @Test
  void letsNobodyActWhileAPolicyThatMightSayNoIsAway() {
    world.registry.lacking(ActorPolicy.class, "agents-delegation", "agents-delegation");

    var refusal =
        assertThrows(
            Problem.class, () -> world.grant.grant(ACME, exchanging(world.token()).build()));

    assertEquals(503, refusal.status());
    assertEquals(0, world.registry.openLeases());
  }

  @Test
  void letsNobodyActWhereAPolicyThatMightSayNoCouldNotBeAsked() {
    ActorPolicy policy =
        (tenant, delegation) -> {
          throw new OAuthError(403, "delegation_not_allowed", "No.");
        };
    world.registry.stumbling(ActorPolicy.class, "test", policy);

    assertThrows(Problem.class, () -> world.grant.grant(ACME, exchanging(world.token()).build()));
    assertRefused("delegation_not_allowed", exchanging(world.token()));
    assertEquals(0, world.registry.openLeases());
  }

  @Test
  void givesNobodyATokenWhereAPolicyWentBeforeItHeardOfIt() {
    world.registry.with(
        ActorPolicy.class,
        "test",
        new ActorPolicy() {
          @Override
          public Set<String> permitted(TenantContext tenant, Delegation delegation) {
            return delegation.scope();
          }

          @Override
          public Terms terms(TenantContext tenant, Delegation delegation) {
            world.registry.lacking(ActorPolicy.class, "test", "test-module");
            return Terms.NONE;
          }
        });

    var refusal =
        assertThrows(
            Problem.class, () -> world.grant.grant(ACME, exchanging(world.token()).build()));

    assertEquals(503, refusal.status());
    assertEquals("test-module", refusal.details().get("module"));
    assertEquals(0, world.registry.openLeases());
  }

  @Test
  void refusesWhatAnActorPolicyTakesAwayOfWhatWasAskedFor() {
    ActorPolicy policy = (tenant, delegation) -> Set.of("openid");
    world.registry.with(ActorPolicy.class, "test", policy);

    assertRefused("invalid_scope", exchanging(world.token()).with("scope", "documents.read"));
  }

  @Test
  void namesAnAgentEvenWhereItsClientMayImpersonate() {
    var agent = APP.with("token_exchange_impersonation", true).of(AGENT);

    world.grant.grant(ACME, exchanging(world.token()).from(agent).build());

    assertEquals(List.of(AGENT), world.last().actors());
  }

  @Test
  void refusesWhereAnActorPolicyLeavesNothing() {
    ActorPolicy policy = (tenant, delegation) -> Set.of();
    world.registry.with(ActorPolicy.class, "test", policy);

    assertRefused("invalid_scope", exchanging(world.token()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"subject_token", "subject_token_type", "requested_token_type"})
  void refusesARepeatedParameter(String name) {
    var request = exchanging(world.token()).with(name, "x").with(name, "y");

    assertRefused("invalid_request", request);
  }

  @Test
  void workingWithoutModulesForThemItTakesNoIdTokensAndNoAssertions() {
    var bare = world.grant(new TokenReaders());
    for (TokenType type : List.of(TokenType.ID_TOKEN, TokenType.JWT)) {
      var request = exchanging("x", type.uri()).build();
      var refusal = assertThrows(OAuthError.class, () -> bare.grant(ACME, request));
      assertEquals("invalid_request", refusal.code());
    }
    bare.grant(ACME, exchanging(world.token()).build());
  }

  private String bound(SubjectRef subject, Map<String, Object> key) {
    return world.token(
        APP.build(), subject, List.of(), Map.of(), Duration.ofMinutes(5), Optional.of(key));
  }

  private static Hint idToken(String audience, long seconds) {
    return new Hint(
        ALICE,
        List.of(audience),
        Optional.of("ses_1"),
        Instant.now(),
        Instant.now().plusSeconds(seconds));
  }

  private void assertRefused(String code, GrantRequestBuilder request) {
    int before = world.tokens.issued().size();
    var built = request.build();
    var refusal = assertThrows(OAuthError.class, () -> world.grant.grant(ACME, built));
    assertEquals(code, refusal.code(), refusal.getMessage());
    assertTrue(refusal.getMessage().length() > 2);
    assertEquals(before, world.tokens.issued().size());
  }
}
