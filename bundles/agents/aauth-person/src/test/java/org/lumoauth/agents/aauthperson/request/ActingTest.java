package org.lumoauth.agents.aauthperson.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.store.Actor;
import org.lumoauth.agents.aauthperson.store.IssuedToken;
import org.lumoauth.agents.aauthperson.store.Origin;
import org.lumoauth.agents.aauthperson.token.Token;

class ActingTest {

  private static final String PLANNER = "aauth:planner@agents.example";
  private static final String FRONT = "https://front.example";
  private static final String BACK = "https://back.example";

  private final IssuedToken first =
      issued("t1", Origin.of("https://agents.example", PLANNER, "usr_1"));
  private final IssuedToken second =
      issued("t2", new Origin(FRONT, "aauth:f@front.example", "", "usr_1", "", first.key(), 1));
  private final AgentCaller planner = agent("https://agents.example", PLANNER, 900);
  private final AgentCaller back = agent(BACK, "aauth:b@back.example", 900);

  @Test
  void actsForItself() {
    var by = Acting.itself(planner);

    assertEquals(Actor.itself(PLANNER), by.actor());
    assertEquals(Origin.of("https://agents.example", PLANNER, "usr_1"), by.origin("usr_1", ""));
    assertEquals(List.of(), by.before());
  }

  @Test
  void namesEverybodyInBetweenInTheirOrder() {
    var by = handedOn();

    assertEquals(new Actor(PLANNER, FRONT + " > " + BACK), by.actor());
    assertEquals(PLANNER, by.agent());
    assertEquals("https://agents.example", by.provider());
    assertEquals(List.of("aauth:f@front.example", PLANNER), by.before());
  }

  /** What is given to who hands on is given under the same name that it is shown under later. */
  @Test
  void isTheSameFromItsTokens() {
    var by = handedOn();
    var third = issued("t3", by.origin("usr_1", ""));

    assertEquals(by.actor(), Acting.line(List.of(third, second, first)));
    assertEquals(2, third.origin().depth());
    assertEquals(second.key(), third.origin().upstream());
  }

  @Test
  void outlivesNothingThatItCameFrom() {
    var helper = agent("https://agents.example", "aauth:planner+x@agents.example", 300);

    assertEquals(List.of(900L, 900L, 500L), handedOn().latest());
    assertEquals(
        List.of(900L, 300L), new Acting(planner, helper, Optional.empty(), Instant.EPOCH).latest());
  }

  @Test
  void showsNoTokenInLogs() {
    assertFalse(Acting.itself(planner).toString().contains("secret"));
  }

  private Acting handedOn() {
    var token = new Token(Map.of("exp", 500L));
    return new Acting(
        back, back, Optional.of(new Received(token, List.of(second, first))), Instant.EPOCH);
  }

  private static AgentCaller agent(String provider, String id, long expiresAt) {
    return new AgentCaller(provider, id, Map.of("kty", "OKP"), "print", expiresAt, "secret", "");
  }

  private static IssuedToken issued(String id, Origin origin) {
    return new IssuedToken(
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
