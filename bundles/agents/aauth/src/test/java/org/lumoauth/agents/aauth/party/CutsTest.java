package org.lumoauth.agents.aauth.party;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CutsTest {

  private static final Map<String, Object> KEY = Map.of("kty", "OKP", "x", "one");
  private static final Map<String, Object> ANOTHER = Map.of("kty", "OKP", "x", "two");
  private static final PartySettings AGENT = agent(true, List.of(KEY), "", "agt_1");

  @Test
  void endWhatWasMadeWhereAPartyIsStopped() {
    assertTrue(Cuts.endWhatWasMade(AGENT, agent(false, List.of(KEY), "", "agt_1")));
    assertTrue(Cuts.endWhatWasMade(resource(true, KEY), resource(false, KEY)));
  }

  @Test
  void endWhatWasMadeWhereAnAgentLosesAKey() {
    assertTrue(Cuts.endWhatWasMade(AGENT, agent(true, List.of(ANOTHER), "", "agt_1")));
    var address = agent(true, List.of(), "https://agent.example/jwks.json", "agt_1");
    assertTrue(Cuts.endWhatWasMade(AGENT, address));
    assertTrue(Cuts.endWhatWasMade(address, AGENT));
  }

  @Test
  void endWhatWasMadeWhereItIsAnotherAgentOfTheRegistry() {
    assertTrue(Cuts.endWhatWasMade(AGENT, agent(true, List.of(KEY), "", "agt_2")));
  }

  @Test
  void leaveWhatWasMadeWhereNothingIsTakenAway() {
    assertFalse(Cuts.endWhatWasMade(AGENT, agent(true, List.of(KEY, ANOTHER), "", "agt_1")));
    assertFalse(Cuts.endWhatWasMade(agent(false, List.of(KEY), "", "agt_1"), AGENT));
    assertFalse(Cuts.endWhatWasMade(resource(true, KEY), resource(true, ANOTHER)));
  }

  private static PartySettings agent(
      boolean enabled, List<Map<String, Object>> keys, String address, String registered) {
    return new PartySettings(
        PartySettings.AGENT,
        "https://agent.example",
        "Agent",
        "",
        enabled,
        keys.isEmpty() ? Map.of() : Map.of("keys", keys),
        address,
        Map.of(),
        registered,
        List.of(),
        Set.of(),
        "");
  }

  private static PartySettings resource(boolean enabled, Map<String, Object> key) {
    return new PartySettings(
        PartySettings.RESOURCE,
        "https://mail.example",
        "Mail",
        "",
        enabled,
        Map.of("keys", List.of(key)),
        "",
        Map.of(),
        "",
        List.of(),
        Set.of(),
        PartySettings.NONE);
  }
}
