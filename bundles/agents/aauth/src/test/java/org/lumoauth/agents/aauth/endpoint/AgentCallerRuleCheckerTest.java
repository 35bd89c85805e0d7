/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.api.authn.CallerAdmissionRule;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class AgentCallerRuleCheckerTest {

  private static final TenantContext ACME = aTenant().build();
  private static final CallerAdmissionRule LENIENT = (tenant, caller, request) -> {};

  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final AgentCallerRuleChecker rules = new AgentCallerRuleChecker(registry);

  @AfterEach
  void leavesNoRuleHeld() {
    assertEquals(0, registry.openLeases());
  }

  @Test
  void rejectsAgentRefusedByACallerRule() {
    CallerAdmissionRule strict =
        (tenant, caller, request) -> {
          throw ApiException.forbidden("Not from there.");
        };
    registry
        .with(CallerAdmissionRule.class, "lenient", LENIENT)
        .with(CallerAdmissionRule.class, "strict", strict);

    assertEquals(
        403, assertThrows(ApiException.class, () -> check(ParticipantSettings.AGENT)).status());
    check(ParticipantSettings.RESOURCE);
  }

  @Test
  void rejectsAgentsWhileCallerRuleIsUnavailable() {
    registry.with(CallerAdmissionRule.class, "lenient", LENIENT);
    registry.withUnavailable(CallerAdmissionRule.class, "addresses", "agents-registry");

    assertAway();
  }

  @Test
  void rejectsAgentsWhenCallerRuleFails() {
    registry.withFirstCallFailing(CallerAdmissionRule.class, "agents-registry", LENIENT);

    assertAway();
    check(ParticipantSettings.AGENT);
  }

  private void assertAway() {
    var refusal = assertThrows(ApiException.class, () -> check(ParticipantSettings.AGENT));
    assertEquals("agents-registry", refusal.details().get("module"));
  }

  private void check(String kind) {
    var settings =
        new ParticipantSettings(
            kind,
            "https://agent.example",
            "Agent",
            "",
            true,
            Map.of(),
            "",
            Map.of(),
            "agt_1",
            List.of(),
            Set.of(),
            "",
            "");
    var party = new AAuthParticipant("aag_1", settings, Instant.EPOCH);
    var signer = new AAuthSigner(party, party.identifier(), Map.of(), "thumbprint", "key-1");
    rules.check(ACME, signer, aRequest().build());
  }
}
