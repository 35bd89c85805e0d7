package org.lumoauth.agents.aauth.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.Builders.aRequest;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauth.party.Party;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.agents.aauth.token.Signer;
import org.lumoauth.api.authn.CallerRule;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class AgentRulesTest {

  private static final TenantContext ACME = aTenant().build();
  private static final CallerRule LENIENT = (tenant, caller, request) -> {};

  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final AgentRules rules = new AgentRules(registry);

  @AfterEach
  void leavesNoRuleHeld() {
    assertEquals(0, registry.openLeases());
  }

  @Test
  void refusesWhatARuleRefuses() {
    CallerRule strict =
        (tenant, caller, request) -> {
          throw Problem.forbidden("Not from there.");
        };
    registry.with(CallerRule.class, "lenient", LENIENT).with(CallerRule.class, "strict", strict);

    assertEquals(403, assertThrows(Problem.class, () -> check(PartySettings.AGENT)).status());
    check(PartySettings.RESOURCE);
  }

  @Test
  void letsNoAgentActWhileARuleIsAwayThatMightSayNo() {
    registry.with(CallerRule.class, "lenient", LENIENT);
    registry.lacking(CallerRule.class, "addresses", "agents-registry");

    assertAway();
  }

  @Test
  void letsNoAgentActWhereARuleCouldNotBeAsked() {
    registry.stumbling(CallerRule.class, "agents-registry", LENIENT);

    assertAway();
    check(PartySettings.AGENT);
  }

  private void assertAway() {
    var refusal = assertThrows(Problem.class, () -> check(PartySettings.AGENT));
    assertEquals("agents-registry", refusal.details().get("module"));
  }

  private void check(String kind) {
    var settings =
        new PartySettings(
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
    var party = new Party("aag_1", settings, Instant.EPOCH);
    var signer = new Signer(party, party.identifier(), Map.of(), "thumbprint", "key-1");
    rules.check(ACME, signer, aRequest().build());
  }
}
