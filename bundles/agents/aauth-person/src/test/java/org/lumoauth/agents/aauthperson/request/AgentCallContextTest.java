/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.store.ConsentActorChain;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecord;
import org.lumoauth.agents.aauthperson.store.TokenOrigin;
import org.lumoauth.agents.aauthperson.token.VerifiedAAuthToken;

class AgentCallContextTest {

  private static final String PLANNER = "aauth:planner@agents.example";
  private static final String FRONT = "https://front.example";
  private static final String BACK = "https://back.example";

  private final IssuedTokenRecord first =
      issued("t1", TokenOrigin.of("https://agents.example", PLANNER, "usr_1"));
  private final IssuedTokenRecord second =
      issued(
          "t2", new TokenOrigin(FRONT, "aauth:f@front.example", "", "usr_1", "", first.key(), 1));
  private final AgentCaller planner = agent("https://agents.example", PLANNER, 900);
  private final AgentCaller back = agent(BACK, "aauth:b@back.example", 900);

  @Test
  void describesAgentActingForItself() {
    var by = AgentCallContext.ofAgent(planner);

    assertEquals(ConsentActorChain.ofAgent(PLANNER), by.actor());
    assertEquals(
        TokenOrigin.of("https://agents.example", PLANNER, "usr_1"), by.origin("usr_1", ""));
    assertEquals(List.of(), by.previousAgents());
  }

  @Test
  void listsIntermediateAgentsInOrder() {
    var by = handedOn();

    assertEquals(new ConsentActorChain(PLANNER, FRONT + " > " + BACK), by.actor());
    assertEquals(PLANNER, by.agent());
    assertEquals("https://agents.example", by.provider());
    assertEquals(List.of("aauth:f@front.example", PLANNER), by.previousAgents());
  }

  /** What is given to who hands on is given under the same name that it is shown under later. */
  @Test
  void rebuildsSameActorFromTokenChain() {
    var by = handedOn();
    var third = issued("t3", by.origin("usr_1", ""));

    assertEquals(by.actor(), AgentCallContext.actorOfChain(List.of(third, second, first)));
    assertEquals(2, third.origin().depth());
    assertEquals(second.key(), third.origin().upstream());
  }

  @Test
  void limitsExpiryToAllUpstreamTokens() {
    var helper = agent("https://agents.example", "aauth:planner+x@agents.example", 300);

    assertEquals(List.of(900L, 900L, 500L), handedOn().expiryLimits());
    assertEquals(
        List.of(900L, 300L),
        new AgentCallContext(planner, helper, Optional.empty(), Instant.EPOCH).expiryLimits());
  }

  @Test
  void omitsTokensFromStringForm() {
    assertFalse(AgentCallContext.ofAgent(planner).toString().contains("secret"));
  }

  private AgentCallContext handedOn() {
    var token = new VerifiedAAuthToken(Map.of("exp", 500L));
    return new AgentCallContext(
        back, back, Optional.of(new UpstreamToken(token, List.of(second, first))), Instant.EPOCH);
  }

  private static AgentCaller agent(String provider, String id, long expiresAt) {
    return new AgentCaller(provider, id, Map.of("kty", "OKP"), "print", expiresAt, "secret", "");
  }

  private static IssuedTokenRecord issued(String id, TokenOrigin origin) {
    return new IssuedTokenRecord(
        "https://ps.example",
        id,
        "person",
        "aauth-person.json",
        BACK,
        origin,
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
