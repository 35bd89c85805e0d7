/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.authz.DecisionServiceFixture.deny;
import static org.lumoauth.platform.authz.DecisionServiceFixture.permit;
import static org.lumoauth.platform.authz.DecisionServiceFixture.silent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/** What a tenant's choice of a combining rule changes, and what no choice changes. */
class CombiningRulesTest {

  private static final TenantContext ACME =
      new TenantContext("ten_1", "acme", "https://id.example/t/acme/api/v1");
  private static final TenantContext GLOBEX =
      new TenantContext("ten_2", "globex", "https://id.example/t/globex/api/v1");
  private static final SubjectRef ALICE = new SubjectRef(SubjectRef.USER, "usr_alice");
  private static final SubjectRef KEY = new SubjectRef(SubjectRef.API_KEY, "key_1");
  private static final String ASKED = "documents.read";

  private final DecisionServiceFixture setup = new DecisionServiceFixture();

  @Test
  void permitOverridesTheDenialOfAnotherModel() {
    setup.with("a", deny("forbidden")).with("b", permit()).combining(ACME, "permit-overrides");

    assertTrue(decide(ACME).permitted());
  }

  @Test
  void appliesRuleOnlyToItsTenant() {
    setup.with("a", deny("forbidden")).with("b", permit()).combining(ACME, "permit-overrides");

    assertFalse(decide(GLOBEX).permitted());
  }

  @Test
  void appliesChangedRuleToNextDecision() {
    setup.with("a", deny("forbidden")).with("b", permit()).combining(ACME, "permit-overrides");
    var service = setup.service();
    assertTrue(service.decide(ACME, DecisionRequest.of(ALICE, ASKED)).permitted());

    setup.combining(ACME, "deny-overrides");

    assertFalse(service.decide(ACME, DecisionRequest.of(ALICE, ASKED)).permitted());
  }

  @Test
  void firstApplicableFollowsTheTenantsOrder() {
    setup.with("a", permit()).with("b", deny("forbidden"));

    assertTrue(decide(ACME, "first-applicable").permitted());
    assertEquals("forbidden", decide(ACME, "first-applicable", "b").reason().code());
    assertTrue(decide(ACME, "first-applicable", "a", "b").permitted());
  }

  @Test
  void firstApplicableSkipsNotApplicableModels() {
    setup.with("a", silent(null)).with("b", permit()).with("c", deny("forbidden"));

    assertTrue(decide(ACME, "first-applicable", "a", "b", "c").permitted());
  }

  @ParameterizedTest
  @ValueSource(strings = {"deny-overrides", "permit-overrides", "first-applicable"})
  void deniesAndReportsFailedModel(String rule) {
    setup
        .with("a", permit())
        .with(
            "bad",
            (tenant, question) -> {
              throw new IllegalStateException("broken");
            });

    var decision = decide(ACME, rule, "a", "bad");

    assertFalse(decision.permitted());
    assertEquals("model_failed", decision.reason().code());
    assertEquals("bad", decision.reason().facts().get("model"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deny-overrides", "permit-overrides", "first-applicable"})
  void ceilingDenialOverridesEveryPermit(String rule) {
    setup.with("a", permit()).with("cap", deny("outside_capabilities")).ceilings("cap");

    assertEquals("outside_capabilities", decide(ACME, rule, "a", "cap").reason().code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"deny-overrides", "permit-overrides", "first-applicable"})
  void ceilingPermitDoesNotOverrideDenial(String rule) {
    setup.with("cap", permit()).with("a", deny("forbidden")).ceilings("cap");

    assertEquals("forbidden", decide(ACME, rule, "cap", "a").reason().code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"deny-overrides", "permit-overrides", "first-applicable"})
  void ceilingPermitSufficesIfOtherModelsAreNotApplicable(String rule) {
    setup.with("cap", permit()).with("a", silent(null)).ceilings("cap");

    assertTrue(decide(ACME, rule).permitted());
  }

  @ParameterizedTest
  @ValueSource(strings = {"deny-overrides", "permit-overrides", "first-applicable"})
  void treatsCredentialScopeAsCeiling(String rule) {
    setup.with("a", permit()).combining(ACME, rule, "a");
    var question =
        new DecisionRequest(
            KEY, List.of(), ASKED, Optional.empty(), Map.of(), Optional.of(Set.of("other.read")));

    assertEquals(
        "outside_credential_scope", setup.service().decide(ACME, question).reason().code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"deny-overrides", "permit-overrides", "first-applicable"})
  void deniesIfNoModelIsApplicable(String rule) {
    setup.with("a", silent(null));

    assertEquals("default_deny", decide(ACME, rule).reason().code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"deny-overrides", "permit-overrides", "first-applicable"})
  void explanationContainsCombiningRule(String rule) {
    setup.with("a", permit());

    assertEquals(rule, decide(ACME, rule).reason().because().get(0).facts().get("rule"));
  }

  @Test
  void treatsUnknownRuleAsStrictest() {
    setup.with("a", deny("forbidden")).with("b", permit());

    assertFalse(decide(ACME, "permit-unless-deny").permitted());
  }

  @Test
  void usesStrictestRuleWithoutSettings() {
    assertEquals(VoteCombiningPolicy.STRICTEST, new VoteCombiningPolicyCache().of(ACME));
  }

  @Test
  void usesStrictestRuleIfSettingsAreUnreadable() {
    var choice = new VoteCombiningPolicyCache();
    choice.bindSettings(new UnreadableSettingsService());

    assertEquals(VoteCombiningPolicy.STRICTEST, choice.of(ACME));
  }

  @Test
  void rejectsModelOrderWithDuplicates() {
    var schema = new VoteCombiningSettings();

    assertTrue(schema.findProblem("modelOrder", List.of("rbac", "rbac")).isPresent());
    assertFalse(schema.findProblem("modelOrder", List.of("rbac", "abac")).isPresent());
  }

  /** Whatever a rule permits of these votes, none of them denies what the strictest permits. */
  @Test
  void strictestRulePermitsOnlyWhatEveryRulePermits() {
    var votes = List.of(permit(), deny("forbidden"), silent(null), failed());
    for (AuthorizationVote first : votes) {
      for (AuthorizationVote second : votes) {
        var pair = new DecisionServiceFixture().with("a", first).with("b", second);
        if (pair.service().decide(ACME, DecisionRequest.of(ALICE, ASKED)).permitted()) {
          for (String rule : List.of("permit-overrides", "first-applicable")) {
            var other =
                new DecisionServiceFixture()
                    .with("a", first)
                    .with("b", second)
                    .combining(ACME, rule);
            assertTrue(other.service().decide(ACME, DecisionRequest.of(ALICE, ASKED)).permitted());
          }
        }
      }
    }
  }

  private Decision decide(TenantContext tenant, String rule, String... order) {
    setup.combining(tenant, rule, order);
    return decide(tenant);
  }

  private Decision decide(TenantContext tenant) {
    return setup.service().decide(tenant, DecisionRequest.of(ALICE, ASKED));
  }

  private static AuthorizationVote failed() {
    return new AuthorizationVote(
        AuthorizationVote.VoteOutcome.FAILED,
        DecisionReason.of("model_failed", "It failed.", Map.of()),
        Optional.empty());
  }
}
