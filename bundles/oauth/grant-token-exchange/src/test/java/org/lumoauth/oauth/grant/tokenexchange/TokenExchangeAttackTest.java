/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.ACME;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.AGENT;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.ALICE;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.APP;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.GLOBEX;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.actingBy;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.exchanging;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.testkit.builder.ClientBuilder;

/** Tokens that must never be exchanged, each case with its code. */
class TokenExchangeAttackTest {

  private static final Client OTHER = aClient().withId("other").build();

  private final TokenExchangeFixture world = new TokenExchangeFixture();

  @Test
  void refusesAPublicClient() {
    world.assertRefused("unauthorized_client", exchanging(world.token()).from(APP.publicClient()));
  }

  @Test
  void refusesATokenOfAnotherClientByDefault() {
    world.assertRefused(
        "invalid_request", exchanging(world.token(OTHER, ALICE, List.of(), Map.of())));
  }

  @Test
  void rejectsTokenOfUnlistedClient() {
    var app = APP.with("token_exchange_sources", List.of("third"));

    world.assertRefused(
        "invalid_request", exchanging(world.token(OTHER, ALICE, List.of(), Map.of())).from(app));
  }

  @Test
  void refusesARevokedSubjectToken() throws Exception {
    String token = world.token();
    world.tokens.revoke(ACME, world.tokens.verify(ACME, token));

    world.assertRefused("invalid_request", exchanging(token));
  }

  @Test
  void refusesATokenOfAnotherTenant() {
    var request = exchanging(world.token()).build();

    var refusal = assertThrows(OAuthException.class, () -> world.grant.grant(GLOBEX, request));
    assertEquals("invalid_request", refusal.code());
  }

  @Test
  void refusesAnExpiredToken() {
    String token =
        world.token(
            APP.build(), ALICE, List.of(), Map.of(), Duration.ofSeconds(-1), Optional.empty());

    world.assertRefused("invalid_request", exchanging(token));
  }

  @ParameterizedTest
  @EnumSource(ExchangeTokenType.class)
  void rejectsTokenWithWrongDeclaredType(ExchangeTokenType type) {
    world.idTokens.put("id-token", TokenExchangeFixture.idToken(ClientBuilder.ID, 300));
    world.assertion("said", "", Map.of(), ALICE);
    var presented =
        Map.of(
            ExchangeTokenType.ACCESS_TOKEN, world.token(),
            ExchangeTokenType.ID_TOKEN, "id-token",
            ExchangeTokenType.JWT, "said");
    presented.forEach(
        (kind, token) -> {
          if (kind != type) {
            world.assertRefused("invalid_request", exchanging(token, type.uri()));
            world.assertRefused(
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
  void rejectsUnsupportedTokenType(String type) {
    world.assertRefused("invalid_request", exchanging(world.token(), type));
    world.assertRefused(
        "invalid_request",
        exchanging(world.token())
            .with("actor_token", world.token())
            .with("actor_token_type", type));
  }

  @Test
  void refusesAnIdTokenOfAnotherClient() {
    world.idTokens.put("id-token", TokenExchangeFixture.idToken("other", 300));

    world.assertRefused(
        "invalid_request", exchanging("id-token", ExchangeTokenType.ID_TOKEN.uri()));
  }

  @Test
  void refusesAnIdTokenThatHasExpired() {
    world.idTokens.put("id-token", TokenExchangeFixture.idToken(ClientBuilder.ID, -1));

    world.assertRefused(
        "invalid_request", exchanging("id-token", ExchangeTokenType.ID_TOKEN.uri()));
  }

  @Test
  void rejectsBoundTokenWithoutProofOfKey() {
    String token = bound(ALICE, Map.of("jkt", "k"));

    world.assertRefused("invalid_request", exchanging(token));
    world.assertRefused("invalid_request", exchanging(token).boundTo(Map.of("jkt", "other")));
    world.assertRefused(
        "invalid_request",
        exchanging(bound(ALICE, Map.of("jkt", "k", "x5t#S256", "c"))).boundTo(Map.of("jkt", "k")));
    world.assertRefused(
        "invalid_request", actingBy(exchanging(world.token()), bound(AGENT, Map.of("jkt", "k"))));
  }

  @Test
  void refusesAnAssertionThatIsBoundToAKey() {
    world.assertion("said", "", Map.of("cnf", Map.of("jkt", "k")), ALICE);
    world.assertion("odd", "", Map.of("cnf", "k"), ALICE);

    world.assertRefused("invalid_request", exchanging("said", ExchangeTokenType.JWT.uri()));
    world.assertRefused("invalid_request", exchanging("odd", ExchangeTokenType.JWT.uri()));
  }

  @Test
  void rejectsAssertionWithForgedActorChain() {
    world.assertion("said", "", Map.of("act", Map.of("sub", AGENT.id())), ALICE);

    world.assertRefused("invalid_request", exchanging("said", ExchangeTokenType.JWT.uri()));
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

    world.assertRefused("invalid_request", exchanging("said", ExchangeTokenType.JWT.uri()));
  }

  @Test
  void rejectsIdTokensAndAssertionsWithoutTheirModules() {
    var bare = world.grant(new InputTokenServiceLookup());
    for (ExchangeTokenType type : List.of(ExchangeTokenType.ID_TOKEN, ExchangeTokenType.JWT)) {
      var request = exchanging("x", type.uri()).build();
      var refusal = assertThrows(OAuthException.class, () -> bare.grant(ACME, request));
      assertEquals("invalid_request", refusal.code());
    }
    bare.grant(ACME, exchanging(world.token()).build());
  }

  private String bound(SubjectRef subject, Map<String, Object> key) {
    return world.token(
        APP.build(), subject, List.of(), Map.of(), Duration.ofMinutes(5), Optional.of(key));
  }
}
