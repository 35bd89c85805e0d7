/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.ACME;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.AGENT;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.ALICE;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.APP;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.APP_ITSELF;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.actingBy;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.exchanging;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.testkit.builder.ClientBuilder;

/** Actors and actor chains that a token exchange refuses, each with its error code. */
class TokenExchangeRefusedActorTest {

  private static final Client OTHER = aClient().withId("other").build();

  private final TokenExchangeFixture world = new TokenExchangeFixture();

  @Test
  void refusesAnIdTokenAsActor() {
    world.idTokens.put("id-token", TokenExchangeFixture.idToken(ClientBuilder.ID, 300));

    world.assertRefused(
        "invalid_request",
        exchanging(world.token())
            .with("actor_token", "id-token")
            .with("actor_token_type", ExchangeTokenType.ID_TOKEN.uri()));
  }

  @Test
  void rejectsTooLongActorChain() {
    var three =
        List.of(
            new SubjectRef(SubjectRef.AGENT, "agt_3"),
            new SubjectRef(SubjectRef.AGENT, "agt_2"),
            new SubjectRef(SubjectRef.AGENT, "agt_1"));
    String token = world.token(APP.build(), ALICE, three, Map.of());

    world.assertRefused("delegation_depth_exceeded", exchanging(token));
    world.settings.change(ACME, TokenExchangeSettings.SECTION, Map.of("maxActors", 4L));
    world.grant.grant(ACME, exchanging(token).build());
    world.settings.change(ACME, TokenExchangeSettings.SECTION, Map.of("maxActors", 1L));
    world.assertRefused(
        "delegation_depth_exceeded",
        exchanging(token).from(APP.with("token_exchange_impersonation", true)));
  }

  @Test
  void reportsTheMaximumActorChainLength() {
    world.settings.change(ACME, TokenExchangeSettings.SECTION, Map.of("maxActors", 1L));
    String token = world.token(APP.build(), ALICE, List.of(AGENT), Map.of());
    var request = exchanging(token).build();

    var refusal = assertThrows(OAuthException.class, () -> world.grant.grant(ACME, request));

    assertEquals(403, refusal.status());
    assertEquals(Map.of("max_depth", 1), refusal.members());
  }

  @Test
  void rejectsCyclicActorChain() {
    world.assertRefused(
        "invalid_request",
        exchanging(world.token(APP.build(), ALICE, List.of(AGENT, APP_ITSELF), Map.of())));
    String alice = world.token(APP.build(), ALICE, List.of(), Map.of());
    world.assertRefused(
        "invalid_request",
        actingBy(exchanging(world.token(APP.build(), ALICE, List.of(AGENT), Map.of())), alice));
  }

  @Test
  void refusesAnActorsTokenOfAnotherClient() {
    String stolen = world.token(OTHER, AGENT, List.of(), Map.of());

    world.assertRefused(
        "invalid_request",
        actingBy(exchanging(world.token()), stolen)
            .from(APP.with("token_exchange_sources", List.of("*"))));
  }

  @Test
  void rejectsDelegatedActorToken() {
    String delegated = world.token(APP.build(), ALICE, List.of(AGENT), Map.of());

    world.assertRefused("invalid_request", actingBy(exchanging(world.token()), delegated));
  }

  @Test
  void refusesARevokedActor() throws Exception {
    String actor = world.token(APP.build(), AGENT, List.of(), Map.of());
    world.tokens.revoke(ACME, world.tokens.verify(ACME, actor));

    world.assertRefused("invalid_request", actingBy(exchanging(world.token()), actor));
  }

  @Test
  void requiresActorTokenAndTypeTogether() {
    world.assertRefused(
        "invalid_request",
        exchanging(world.token()).with("actor_token_type", ExchangeTokenType.ACCESS_TOKEN.uri()));
    world.assertRefused("invalid_request", exchanging(world.token()).with("actor_token", "x"));
  }

  @Test
  void refusesAnActorWithoutPermission() {
    for (Object party :
        List.of(
            Map.of("sub", "agt_other"),
            Map.of("sub", ClientBuilder.ID, "iss", "https://other.example"),
            Map.of("iss", ACME.issuer()),
            Map.of("sub", 7),
            ClientBuilder.ID)) {
      String token = world.token(APP.build(), ALICE, List.of(), Map.of("may_act", party));
      world.assertRefused("invalid_request", exchanging(token));
      world.assertRefused(
          "invalid_request",
          exchanging(token).from(APP.with("token_exchange_impersonation", true)));
      world.assertRefused(
          "invalid_request",
          actingBy(exchanging(token), world.token(APP.build(), AGENT, List.of(), Map.of())));
    }
  }

  @Test
  void checksMayActAgainstPresentedActor() {
    String token =
        world.token(
            APP.build(), ALICE, List.of(), Map.of("may_act", Map.of("sub", ClientBuilder.ID)));

    world.assertRefused(
        "invalid_request",
        actingBy(exchanging(token), world.token(APP.build(), AGENT, List.of(), Map.of())));
  }

  @Test
  void recordsAgentAsActorDespiteImpersonationSetting() {
    var agent = APP.with("token_exchange_impersonation", true).of(AGENT);

    world.grant.grant(ACME, exchanging(world.token()).from(agent).build());

    assertEquals(List.of(AGENT), world.last().actors());
  }
}
