/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.registration;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ParticipantTokenRevocationPolicyTest {

  private static final Map<String, Object> KEY = Map.of("kty", "OKP", "x", "one");
  private static final Map<String, Object> ANOTHER = Map.of("kty", "OKP", "x", "two");
  private static final ParticipantSettings AGENT = agent(true, List.of(KEY), "", "agt_1");

  @Test
  void requiresRevocationWhenParticipantIsDisabled() {
    assertTrue(
        ParticipantTokenRevocationPolicy.requiresTokenRevocation(
            AGENT, agent(false, List.of(KEY), "", "agt_1")));
    assertTrue(
        ParticipantTokenRevocationPolicy.requiresTokenRevocation(
            resource(true, KEY), resource(false, KEY)));
  }

  @Test
  void requiresRevocationWhenAgentKeyIsRemoved() {
    assertTrue(
        ParticipantTokenRevocationPolicy.requiresTokenRevocation(
            AGENT, agent(true, List.of(ANOTHER), "", "agt_1")));
    var address = agent(true, List.of(), "https://agent.example/jwks.json", "agt_1");
    assertTrue(ParticipantTokenRevocationPolicy.requiresTokenRevocation(AGENT, address));
    assertTrue(ParticipantTokenRevocationPolicy.requiresTokenRevocation(address, AGENT));
  }

  @Test
  void requiresRevocationWhenRegistryAgentChanges() {
    assertTrue(
        ParticipantTokenRevocationPolicy.requiresTokenRevocation(
            AGENT, agent(true, List.of(KEY), "", "agt_2")));
  }

  @Test
  void requiresNoRevocationForAddedKeyOrEnabling() {
    assertFalse(
        ParticipantTokenRevocationPolicy.requiresTokenRevocation(
            AGENT, agent(true, List.of(KEY, ANOTHER), "", "agt_1")));
    assertFalse(
        ParticipantTokenRevocationPolicy.requiresTokenRevocation(
            agent(false, List.of(KEY), "", "agt_1"), AGENT));
    assertFalse(
        ParticipantTokenRevocationPolicy.requiresTokenRevocation(
            resource(true, KEY), resource(true, ANOTHER)));
  }

  private static ParticipantSettings agent(
      boolean enabled, List<Map<String, Object>> keys, String address, String registered) {
    return new ParticipantSettings(
        ParticipantSettings.AGENT,
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

  private static ParticipantSettings resource(boolean enabled, Map<String, Object> key) {
    return new ParticipantSettings(
        ParticipantSettings.RESOURCE,
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
        ParticipantSettings.NONE);
  }
}
