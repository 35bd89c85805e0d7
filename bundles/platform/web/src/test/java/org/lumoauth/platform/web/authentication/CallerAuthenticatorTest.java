/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CallerAdmissionRule;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.directory.CredentialAbuseKind;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

class CallerAuthenticatorTest extends CallerAuthenticatorTestBase {
  private static final HttpRequestView WITHOUT = aRequest().build();

  @Test
  void authenticatesCallerInItsTenant() throws Exception {
    bind("platform-tokens", 0, taking(ALICE));

    assertEquals(
        Optional.of(new AuthenticatedCaller(ALICE, Optional.of(ACME))),
        gate.authenticate(Optional.of(ACME), WITH_KEY));
  }

  @Test
  void usesTenantOfCredentialIfPathHasNone() throws Exception {
    bind("platform-tokens", 0, taking(ALICE));

    assertEquals(
        Optional.of(ACME), gate.authenticate(Optional.empty(), WITH_KEY).orElseThrow().tenant());
  }

  @Test
  void triesAuthenticatorsByRanking() throws Exception {
    bind("second", 1, taking(aCaller().apiKey().of(ACME.id()).build()));
    bind("first", 2, taking(ALICE));

    assertEquals(ALICE, gate.authenticate(Optional.of(ACME), WITH_KEY).orElseThrow().caller());
  }

  @Test
  void triesNextAuthenticatorForUnknownCredential() throws Exception {
    bind("first", 2, takingNothing());
    bind("second", 1, taking(ALICE));

    assertEquals(ALICE, gate.authenticate(Optional.of(ACME), WITH_KEY).orElseThrow().caller());
  }

  @Test
  void refusesACredentialOfAnotherTenant() throws Exception {
    bind("platform-tokens", 0, taking(ALICE));

    assertRefusal(403, "cross_tenant", () -> gate.authenticate(Optional.of(GLOBEX), WITH_KEY));
  }

  @Test
  void rejectsCallerByAdmissionRule() throws Exception {
    bind("platform-tokens", 0, taking(ALICE));
    modules.with(
        CallerAdmissionRule.class,
        "addresses",
        (tenant, caller, request) -> {
          throw new ApiException(403, "address_not_allowed", "Not from " + request.remoteAddress());
        });

    assertRefusal(403, "address_not_allowed", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
    assertEquals(0, modules.openLeases());
    assertEquals(
        List.of(
            new FakeSubjectDirectory.RecordedCredentialAbuse(
                ALICE.subject(), CredentialAbuseKind.RULE_BROKEN, WITH_KEY.remoteAddress())),
        subjects.misuses());
  }

  @Test
  void refusesCallersWhileACallerRuleIsUnavailable() throws Exception {
    bind("platform-tokens", 0, taking(ALICE));
    modules.withUnavailable(CallerAdmissionRule.class, "hours", "acme-hours");

    ApiException refusal =
        assertThrows(ApiException.class, () -> gate.authenticate(Optional.of(ACME), WITH_KEY));

    assertEquals("503 module_unavailable", refusal.status() + " " + refusal.code());
    assertEquals("acme-hours", refusal.details().get("module"));
    assertEquals(List.of(), subjects.misuses()); // nobody judged the caller
  }

  @Test
  void failsIfAdmissionRuleCannotBeActivated() throws Exception {
    bind("platform-tokens", 0, taking(ALICE));
    modules.withFirstCallFailing(
        CallerAdmissionRule.class, "hours", (tenant, caller, request) -> {});

    assertRefusal(503, "module_unavailable", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
    assertEquals(ALICE, gate.authenticate(Optional.of(ACME), WITH_KEY).orElseThrow().caller());
  }

  @Test
  void requiresUnavailableRuleOnlyForItsSubjects() throws Exception {
    Caller byAgent = aCaller().as(aUserRef()).actedBy(anAgentRef()).of(ACME.id()).build();
    subjects.with(ACME, anAgentRef());
    bind("platform-tokens", 0, taking(byAgent));

    for (Object about : List.of("agent", new String[] {"client", "agent"}, new String[0], 7)) {
      modules.withUnavailable(
          CallerAdmissionRule.class, "hours", "m", Map.of(CallerAdmissionRule.SUBJECTS, about));
      assertRefusal(
          503, "module_unavailable", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
    }
    for (Object about : List.of("client", new String[] {"client", "group"})) {
      modules.withUnavailable(
          CallerAdmissionRule.class, "hours", "m", Map.of(CallerAdmissionRule.SUBJECTS, about));
      assertEquals(byAgent, gate.authenticate(Optional.of(ACME), WITH_KEY).orElseThrow().caller());
    }
  }

  @Test
  void refusesCallersWithoutTheProviderRegistry() throws Exception {
    bind("platform-tokens", 0, taking(ALICE));
    gate.rules = null;

    assertRefusal(503, "module_unavailable", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
  }

  @Test
  void rejectsCredentialOfRemovedTenant() throws Exception {
    bind("platform-tokens", 0, taking(ALICE));
    tenants.without(ACME);

    assertRefusal(401, "invalid_token", () -> gate.authenticate(Optional.empty(), WITH_KEY));
  }

  @Test
  void refusesASubjectThatIsDisabled() throws Exception {
    bind("platform-tokens", 0, taking(ALICE));
    subjects.disabled(ACME, ALICE.subject());

    assertRefusal(401, "invalid_token", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
  }

  @Test
  void refusesACallerWhoseActorIsDisabled() throws Exception {
    subjects.disabled(ACME, anAgentRef());
    bind(
        "platform-tokens",
        0,
        taking(aCaller().as(aUserRef()).actedBy(anAgentRef()).of(ACME.id()).build()));

    assertRefusal(401, "invalid_token", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
  }

  @Test
  void authenticatesOperatorOutsideTenants() throws Exception {
    Caller operator = aCaller().operator().build();
    bind("platform-apikeys", 0, taking(operator));

    assertEquals(
        Optional.of(new AuthenticatedCaller(operator, Optional.empty())),
        gate.authenticate(Optional.empty(), WITH_KEY));
  }

  @Test
  void rejectsOperatorKeyInTenants() throws Exception {
    bind("platform-apikeys", 0, taking(aCaller().operator().build()));

    assertRefusal(403, "permission_denied", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
  }

  @Test
  void distinguishesMissingFromInvalidCredential() throws Exception {
    bind("platform-tokens", 0, takingNothing());

    assertEquals(Optional.empty(), gate.authenticate(Optional.of(ACME), WITHOUT));
    assertRefusal(401, "invalid_token", () -> gate.authenticate(Optional.of(ACME), WITH_KEY));
  }

  @Test
  void returnsNotFoundForUnknownTenant() {
    assertRefusal(404, "tenant_not_found", () -> gate.requireTenant("nope"));
  }

  @Test
  void failsIfTenantServiceIsUnavailable() {
    gate.tenants = null;

    assertRefusal(503, "module_unavailable", () -> gate.requireTenant("acme"));
  }

  @Test
  void challengesWithSchemesOfAuthenticators() throws Exception {
    bind("platform-tokens", 0, takingNothing());

    assertEquals(List.of("Test realm=\"x\""), gate.challenges());
  }

  @Test
  void challengesForBearerTokenWithoutAuthenticators() {
    assertEquals(List.of("Bearer realm=\"lumoauth\""), gate.challenges());
  }
}
