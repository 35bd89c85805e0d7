/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.ACME;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.AGENT;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.ALICE;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.APP;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.APP_ITSELF;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.FILES;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.actingBy;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.exchanging;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.IdTokenHintReader.IdTokenHint;
import org.lumoauth.api.oauth.grant.ActorPolicy;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.testkit.builder.AuthenticatedTokenRequestBuilder;
import org.lumoauth.testkit.builder.ClientBuilder;

class TokenExchangeGrantHandlerTest {

  private final TokenExchangeFixture world = new TokenExchangeFixture();

  @Test
  void setsClientAsActor() {
    grant(exchanging(world.token()));

    assertEquals(ALICE, world.last().subject());
    assertEquals(List.of(APP_ITSELF), world.last().actors());
  }

  @Test
  void setsSubjectOfActorTokenAsActor() {
    String actor = world.token(APP.build(), AGENT, List.of(), Map.of());
    grant(actingBy(exchanging(world.token()), actor));

    assertEquals(List.of(AGENT), world.last().actors());
  }

  @Test
  void preservesActorChainOrder() {
    var first = new SubjectRef(SubjectRef.AGENT, "agt_first");
    var second = new SubjectRef(SubjectRef.AGENT, "agt_second");
    grant(exchanging(world.token(APP.build(), ALICE, List.of(second, first), Map.of())));

    assertEquals(List.of(APP_ITSELF, second, first), world.last().actors());
  }

  @Test
  void doesNotRepeatTheCurrentActorInTheChain() {
    grant(exchanging(world.token(APP.build(), ALICE, List.of(APP_ITSELF), Map.of())));

    assertEquals(List.of(APP_ITSELF), world.last().actors());
  }

  @Test
  void addsNoActorIfClientExchangesOwnToken() {
    grant(exchanging(world.token(APP.build(), APP_ITSELF, List.of(), Map.of())));

    assertEquals(List.of(), world.last().actors());
  }

  @Test
  void omitsActorIfImpersonationIsAllowed() {
    var app = APP.with("token_exchange_impersonation", true);
    grant(exchanging(world.token()).from(app));

    assertEquals(List.of(), world.last().actors());
  }

  @Test
  void preservesActorChainOnImpersonation() {
    var app = APP.with("token_exchange_impersonation", true);
    grant(exchanging(world.token(APP.build(), ALICE, List.of(AGENT), Map.of())).from(app));

    assertEquals(List.of(AGENT), world.last().actors());
  }

  @Test
  void returnsIssuedTokenType() {
    assertEquals(
        Map.of("issued_token_type", ExchangeTokenType.ACCESS_TOKEN.uri()),
        grant(exchanging(world.token())).additional());
    assertEquals(
        Map.of("issued_token_type", ExchangeTokenType.JWT.uri()),
        grant(exchanging(world.token()).with("requested_token_type", ExchangeTokenType.JWT.uri()))
            .additional());
  }

  @Test
  void issuesNoRefreshTokenOrIdToken() {
    TokenResponse response = grant(exchanging(world.token()));

    assertEquals(Optional.empty(), response.refreshToken());
    assertEquals(Optional.empty(), response.idToken());
  }

  @Test
  void grantsScopesCommonToTokenAndClient() {
    grant(exchanging(world.token()));

    assertEquals(Set.of("documents.read"), world.last().scope());
  }

  @Test
  void preservesAudienceByDefault() {
    grant(exchanging(world.token()));

    assertEquals(List.of(FILES, "https://mail.example.com"), world.last().audience());
  }

  @Test
  void narrowsAudienceToRequestedOne() {
    grant(exchanging(world.token()).with("resource", FILES));
    assertEquals(List.of(FILES), world.last().audience());

    grant(exchanging(world.token()).with("audience", "https://mail.example.com"));
    assertEquals(List.of("https://mail.example.com"), world.last().audience());
  }

  @Test
  void acceptsAudiencesRegisteredForClient() {
    var app = APP.with("token_exchange_audiences", List.of("payments", "https://pay.example.com"));
    grant(
        exchanging(world.token())
            .from(app)
            .with("audience", "payments")
            .with("resource", "https://pay.example.com"));

    assertEquals(List.of("https://pay.example.com", "payments"), world.last().audience());
  }

  @Test
  void limitsLifetimeToThatOfInputTokens() {
    String brief =
        world.token(
            APP.build(), ALICE, List.of(), Map.of(), Duration.ofSeconds(90), Optional.empty());
    grant(exchanging(brief));
    assertTrue(world.last().lifetime().compareTo(Duration.ofSeconds(90)) <= 0);

    String actor =
        world.token(
            APP.build(), AGENT, List.of(), Map.of(), Duration.ofSeconds(50), Optional.empty());
    grant(actingBy(exchanging(world.token()), actor));
    assertTrue(world.last().lifetime().compareTo(Duration.ofSeconds(50)) <= 0);
  }

  @Test
  void limitsLifetimeToClientTokenLifetime() {
    grant(exchanging(world.token()).from(APP.withAccessTokenLifetime(Duration.ofSeconds(60))));

    assertEquals(Duration.ofSeconds(60), world.last().lifetime());
  }

  @Test
  void revokesExchangedTokenWithItsGrant() {
    String token =
        world.token(
            APP.build(),
            ALICE,
            List.of(),
            Map.of("grant_id", "grn_1", "sid", "ses_1", "acr", "urn:lumoauth:acr:2"));
    grant(exchanging(token));
    assertEquals("urn:lumoauth:acr:2", world.last().claims().get("acr"));
    grant(exchanging(token));
    world.tokens.revokeAll(ACME, new SubjectRef(SubjectRef.GRANT, "grn_1"));

    assertEquals(List.of(), world.tokens.issued());
  }

  @Test
  void dropsAuthorizationDetailsAndUserClaims() {
    String token =
        world.token(
            APP.build(),
            ALICE,
            List.of(),
            Map.of("authorization_details", List.of(Map.of("type", "pay")), "roles", "x"));
    grant(exchanging(token));

    assertEquals(Set.of("source_ids", "source_client_ids"), world.last().claims().keySet());
  }

  @Test
  void recordsEverySourceTokenId() throws Exception {
    String token =
        world.token(APP.build(), ALICE, List.of(), Map.of("source_ids", List.of("tok_a", "tok_b")));
    grant(exchanging(token));

    assertEquals(
        List.of("tok_a", "tok_b", world.tokens.verifyForAnyAudience(ACME, token).id()),
        world.last().claims().get("source_ids"));
  }

  @Test
  void rejectsTokenWithTooManySourceTokens() {
    List<String> many = IntStream.range(0, 20).mapToObj(i -> "tok_" + i).toList();
    String token = world.token(APP.build(), ALICE, List.of(), Map.of("source_ids", many));

    var refusal = assertThrows(OAuthException.class, () -> grant(exchanging(token)));

    assertEquals("invalid_request", refusal.code());
  }

  @Test
  void acceptsTokenWithClientAsAudience() {
    var other = aClient().withId("other").build();
    String token =
        world
            .tokens
            .issue(
                ACME,
                new AccessTokenIssuanceRequest(
                    other,
                    ALICE,
                    List.of(),
                    Set.of("documents.read"),
                    List.of(ClientBuilder.ID),
                    Duration.ofMinutes(5),
                    Optional.empty(),
                    Map.of()))
            .value();
    grant(exchanging(token));

    assertEquals(ALICE, world.last().subject());
  }

  @Test
  void acceptsTokensOfConfiguredSourceClients() {
    var other = aClient().withId("other").build();
    String token = world.token(other, ALICE, List.of(), Map.of());
    grant(exchanging(token).from(APP.with("token_exchange_sources", List.of("other"))));
    grant(exchanging(token).from(APP.with("token_exchange_sources", List.of("*"))));

    assertEquals(3, world.tokens.issued().size());
  }

  @Test
  void bindsExchangedTokenToKeyOfBoundToken() {
    Map<String, Object> key = Map.of("jkt", "k");
    String token =
        world.token(
            APP.build(), ALICE, List.of(), Map.of(), Duration.ofMinutes(5), Optional.of(key));
    grant(exchanging(token).boundTo(key));

    assertEquals(Optional.of(key), world.last().confirmation());
  }

  @Test
  void bindsExchangedTokenToProvenKey() {
    grant(exchanging(world.token()).boundTo(Map.of("jkt", "mine")));

    assertEquals(Optional.of(Map.of("jkt", "mine")), world.last().confirmation());
  }

  @Test
  void exchangesIdTokenForOpenidScope() {
    world.idTokens.put("id-token", idToken(ClientBuilder.ID, 300));
    grant(exchanging("id-token", ExchangeTokenType.ID_TOKEN.uri()));

    assertEquals(ALICE, world.last().subject());
    assertEquals(Set.of("openid"), world.last().scope());
    assertEquals("ses_1", world.last().claims().get("sid"));
    assertEquals(List.of(), world.last().audience());
  }

  @Test
  void exchangesIdTokenForRegisteredScopeAndAudience() {
    world.idTokens.put("id-token", idToken(ClientBuilder.ID, 300));
    var app =
        APP.with("token_exchange_scope", List.of("documents.read", "documents.write"))
            .with("token_exchange_audiences", List.of(FILES));
    grant(
        exchanging("id-token", ExchangeTokenType.ID_TOKEN.uri()).from(app).with("audience", FILES));

    assertEquals(Set.of("openid", "documents.read"), world.last().scope());
    assertEquals(List.of(FILES), world.last().audience());
  }

  @Test
  void acceptsTrustedAssertionRepeatedlyUntilExpiry() {
    world.assertion("said", "", Map.of("grant_id", "theirs", "sid", "theirs"), ALICE);
    grant(exchanging("said", ExchangeTokenType.JWT.uri()));
    grant(exchanging("said", ExchangeTokenType.JWT.uri()));

    assertEquals(ALICE, world.last().subject());
    assertEquals(Set.of("documents.read"), world.last().scope());
    assertEquals(Map.of("issuer_ids", List.of("tis_1")), world.last().claims());
  }

  @Test
  void recordsIssuersOfSubjectAndActorTokens() {
    world.assertion("actor", "", Map.of(), AGENT);
    String token =
        world.token(APP.build(), ALICE, List.of(), Map.of("issuer_ids", List.of("tis_0")));
    grant(
        exchanging(token)
            .with("actor_token", "actor")
            .with("actor_token_type", ExchangeTokenType.JWT.uri()));

    assertEquals(List.of("tis_0", "tis_1"), world.last().claims().get("issuer_ids"));
    assertEquals(List.of(AGENT), world.last().actors());
  }

  @Test
  void acceptsActorAllowedByMayAct() {
    String token =
        world.token(
            APP.build(), ALICE, List.of(), Map.of("may_act", Map.of("sub", ClientBuilder.ID)));
    grant(exchanging(token));

    assertEquals(Map.of("sub", ClientBuilder.ID), world.last().claims().get("may_act"));
  }

  @Test
  void addsIssuerToForeignMayActClaim() {
    world.assertion("subject", "", Map.of("may_act", Map.of("sub", "alice@idp")), ALICE);
    world.assertion("actor", "", Map.of(), AGENT);
    grant(
        exchanging("subject", ExchangeTokenType.JWT.uri())
            .with("actor_token", "actor")
            .with("actor_token_type", ExchangeTokenType.JWT.uri()));

    assertEquals(
        Map.of("sub", "alice@idp", "iss", "https://idp.example.com"),
        world.last().claims().get("may_act"));
  }

  @Test
  void removesScopesNotAllowedByActorPolicy() {
    ActorPolicy policy = (tenant, delegation) -> Set.of("documents.read", "documents.admin");
    world.registry.with(ActorPolicy.class, "test", policy);
    grant(exchanging(world.token()).from(APP.withScope("documents.read", "documents.write")));

    assertEquals(Set.of("documents.read"), world.last().scope());
    assertEquals(0, world.registry.openLeases());
  }

  @Test
  void auditsWholeActorChain() {
    String token = world.token(APP.build(), ALICE, List.of(AGENT), Map.of());
    var event = grant(exchanging(token)).events().get(0);

    assertEquals("token.exchanged", event.action());
    assertEquals(APP_ITSELF, event.actor());
    assertEquals(List.of(AGENT, ALICE), event.onBehalfOf());
    assertEquals(List.of(APP_ITSELF.toString(), AGENT.toString()), event.details().get("actors"));
    assertFalse(event.toString().contains(token));
  }

  private IdTokenHint idToken(String audience, long seconds) {
    return new IdTokenHint(
        ALICE,
        List.of(audience),
        Optional.of("ses_1"),
        Instant.now(),
        Instant.now().plusSeconds(seconds));
  }

  private TokenResponse grant(AuthenticatedTokenRequestBuilder request) {
    return world.grant.grant(ACME, request.build());
  }
}
