/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.ACME;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.AGENT;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.ALICE;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.APP;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.actingBy;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.exchanging;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.builder.AuthenticatedTokenRequestBuilder;
import org.lumoauth.testkit.fake.FakeAgentRegistry;

/** Nobody gets rid of it by an exchange that they had an agent's token made. */
class AgentDerivedTokenRecorderTest {

  private static final SubjectRef ADA = new SubjectRef(SubjectRef.USER, "usr_ada");
  private static final Client ROBOT = APP.of(AGENT).build();

  private final TokenExchangeFixture world = new TokenExchangeFixture();
  private final FakeAgentRegistry agents = new FakeAgentRegistry();

  AgentDerivedTokenRecorderTest() {
    world.registry.with(AgentRegistry.class, "agents", agents);
  }

  @Test
  void recordsHoldersOfTokenExchangedByAgentForItself() throws Exception {
    String shown = shownByAda();

    String next = exchanged(actingBy(exchanging(shown), shown));

    assertEquals(AGENT, world.last().subject());
    assertEquals(List.of(), world.last().actors());
    assertEquals(Set.of(ADA), holders(next));
    assertEquals(Set.of(ADA), holders(exchanged(exchanging(next))));
    assertEquals(0, world.registry.openLeases());
  }

  @Test
  void recordsHoldersOfDelegatedAgentToken() throws Exception {
    String next = exchanged(actingBy(exchanging(alices()), shownByAda()));

    assertEquals(ALICE, world.last().subject());
    assertEquals(List.of(AGENT), world.last().actors());
    assertEquals(Set.of(ADA), holders(next));
    assertEquals(Set.of(ADA), holders(exchanged(exchanging(next))));
  }

  @Test
  void recordsNoHoldersForTokenOfAgentItself() throws Exception {
    String own = world.token(ROBOT, AGENT, List.of(), Map.of());

    assertEquals(Set.of(), holders(exchanged(actingBy(exchanging(own), own))));
  }

  @Test
  void failsIfAgentRegistryIsUnavailable() throws Exception {
    String shown = shownByAda();
    world.registry.withUnavailable(AgentRegistry.class, "agents", "agents-registry");

    var refusal = assertThrows(ApiException.class, () -> exchanged(exchanging(shown)));

    assertEquals(503, refusal.status());
    exchanged(exchanging(world.token()).from(APP)); // of nobody's agent
  }

  /** Whoever keeps holders takes a moment, in which Alice may be blocked. */
  @Test
  void rejectsTokenRevokedDuringIssuance() throws Exception {
    AuthenticatedTokenRequestBuilder request = actingBy(exchanging(alices()), shownByAda());
    world.registry.with(AgentRegistry.class, "agents", blockingAlice());

    var refusal = assertThrows(OAuthException.class, () -> exchanged(request));

    assertEquals("invalid_grant", refusal.code());
  }

  private AgentRegistry blockingAlice() {
    return (AgentRegistry)
        Proxy.newProxyInstance(
            AgentRegistry.class.getClassLoader(),
            new Class<?>[] {AgentRegistry.class},
            (proxy, method, values) -> {
              world.tokens.revokeAll(ACME, ALICE);
              return null;
            });
  }

  private String shownByAda() throws Exception {
    String shown = world.token(ROBOT, AGENT, List.of(), Map.of());
    agents.withTokenOf(world.tokens.verify(ACME, shown).id(), ADA);
    return shown;
  }

  private String alices() {
    return world.token(ROBOT, ALICE, List.of(), Map.of());
  }

  private String exchanged(AuthenticatedTokenRequestBuilder request) {
    return world.grant.grant(ACME, request.from(APP.of(AGENT)).build()).accessToken().value();
  }

  private Set<SubjectRef> holders(String token) throws Exception {
    return agents.findTokenRequesters(ACME, world.tokens.verify(ACME, token).id());
  }
}
