/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.workload.attest.AttestationFixture.BLUEPRINT;
import static org.lumoauth.agents.workload.rule.TrustRuleFixture.ACME;
import static org.lumoauth.agents.workload.rule.TrustRuleFixture.ADMIN;
import static org.lumoauth.agents.workload.rule.TrustRuleFixture.GLOBEX;
import static org.lumoauth.agents.workload.rule.TrustRuleFixture.enabled;
import static org.lumoauth.agents.workload.rule.TrustRuleFixture.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.AgentBuilder;

class TrustRuleAttestationVerifierTest {

  private static final AttestedAgentTokenIssuer.WorkloadTokenRequest ALL =
      new AttestedAgentTokenIssuer.WorkloadTokenRequest(
          Set.of(), List.of(), Optional.empty(), "192.0.2.1");

  @DatabaseTest
  void knowsTheAgentByOneOfItsRules(TestDatabase database) {
    var bench = new AttestationFixture(database);
    Agent agent = bench.agent(false);
    bench.room.book.create(ACME, rule(agent.id(), "job-1"), ADMIN);
    bench.room.book.create(ACME, rule(agent.id(), "job-2"), ADMIN);

    var found = bench.attestations.verify(ACME, agent.clientId(), "job-2", Optional.empty());

    assertEquals(agent, found.agent());
    assertEquals("job-2", found.identity().subject());
    assertEquals(0, bench.modules.openLeases());
  }

  @DatabaseTest
  void trustsNoWorkloadWithoutARule(TestDatabase database) {
    var bench = new AttestationFixture(database);

    assertRejected(bench, bench.agent(false), "job-1");
  }

  @DatabaseTest
  void trustsNoWorkloadByADisabledRule(TestDatabase database) {
    var bench = new AttestationFixture(database);
    Agent agent = bench.agent(false);
    bench.room.book.create(ACME, enabled(rule(agent.id(), "job-1"), false), ADMIN);

    assertRejected(bench, agent, "job-1");
  }

  @DatabaseTest
  void trustsNoWorkloadWithoutTheProviderModule(TestDatabase database) {
    var bench = new AttestationFixture(database);
    Agent agent = bench.agent(false);
    bench.room.book.create(ACME, rule(agent.id(), "job-1"), ADMIN);
    bench.modules.without(WorkloadIdentityProvider.class, "test");

    assertRejected(bench, agent, "job-1");
  }

  @DatabaseTest
  void refusesNothingWhileTheModuleOfTheProviderIsStopped(TestDatabase database) {
    var bench = new AttestationFixture(database);
    Agent agent = bench.agent(false);
    bench.room.book.create(ACME, rule(agent.id(), "job-1"), ADMIN);
    bench.modules.withUnavailable(WorkloadIdentityProvider.class, "test", "agents-workload-test");

    var answer =
        assertThrows(
            ApiException.class,
            () -> bench.attestations.verify(ACME, agent.clientId(), "job-1", Optional.empty()));
    assertEquals(503, answer.status());
    assertEquals("module_unavailable", answer.code());
  }

  @DatabaseTest
  void refusesNothingWhileARuleCannotBeAsked(TestDatabase database) {
    var bench = new AttestationFixture(database);
    Agent agent = bench.agent(false);
    bench.room.book.create(ACME, rule(agent.id(), "job-1"), ADMIN);
    bench.room.book.create(ACME, rule(agent.id(), "job-2"), ADMIN);
    bench.silent("job-1");

    var answer =
        assertThrows(
            ApiException.class,
            () -> bench.attestations.verify(ACME, agent.clientId(), "job-3", Optional.empty()));
    assertEquals(503, answer.status());
    assertEquals("temporarily_unavailable", answer.code());
    bench.attestations.verify(ACME, agent.clientId(), "job-2", Optional.empty());
  }

  @DatabaseTest
  void saysWhichModuleIsAway(TestDatabase database) {
    var bench = new AttestationFixture(database);
    bench.modules.without(AgentRegistry.class, "agents");

    assertEquals(
        503,
        assertThrows(
                ApiException.class,
                () -> bench.attestations.verify(ACME, "cli_1", "job-1", Optional.empty()))
            .status());
  }

  @DatabaseTest
  void asksTheNamedProviderAlone(TestDatabase database) {
    var bench = new AttestationFixture(database);
    Agent agent = bench.agent(false);
    bench.room.book.create(ACME, rule(agent.id(), "job-1"), ADMIN);

    bench.attestations.verify(ACME, agent.clientId(), "job-1", Optional.of("test"));
    assertEquals(
        401,
        assertThrows(
                ApiException.class,
                () ->
                    bench.attestations.verify(
                        ACME, agent.clientId(), "job-1", Optional.of("other")))
            .status());
  }

  @DatabaseTest
  void knowsNoAgentThatIsIdentifiedOtherwise(TestDatabase database) {
    var bench = new AttestationFixture(database);
    var agent =
        new AgentBuilder("agt_1", "cli_1", "Job", Set.of(), true)
            .identifiedBy(Agent.CLIENT_CREDENTIALS)
            .build();
    bench.agents.with(ACME, agent);
    bench.room.book.create(ACME, rule(agent.id(), "job-1"), ADMIN);

    assertRejected(bench, agent, "job-1");
  }

  @DatabaseTest
  void letsAnInstanceInheritAndNarrow(TestDatabase database) {
    var bench = new AttestationFixture(database);
    Agent agent = bench.agent(true);
    bench.room.book.create(ACME, rule(BLUEPRINT, "job-1"), ADMIN);
    bench.room.book.create(ACME, rule(BLUEPRINT, "job-2"), ADMIN);
    bench.attestations.verify(ACME, agent.clientId(), "job-1", Optional.empty());

    bench.room.book.create(ACME, rule(agent.id(), "job-2"), ADMIN);
    bench.room.book.create(ACME, rule(agent.id(), "job-3"), ADMIN);

    bench.attestations.verify(ACME, agent.clientId(), "job-2", Optional.empty());
    assertRejected(bench, agent, "job-1");
    assertRejected(bench, agent, "job-3");
  }

  @DatabaseTest
  void widensNothingWhenAnInstancesRuleIsDisabled(TestDatabase database) {
    var bench = new AttestationFixture(database);
    Agent agent = bench.agent(true);
    bench.room.book.create(ACME, rule(BLUEPRINT, "job-1"), ADMIN);
    bench.room.book.create(ACME, enabled(rule(agent.id(), "job-1"), false), ADMIN);

    assertRejected(bench, agent, "job-1");
  }

  @DatabaseTest
  void keepsTheLastRuleOfABlueprintThatNarrowsAnInstance(TestDatabase database) {
    var bench = new AttestationFixture(database);
    Agent agent = bench.agent(true);
    var ofBlueprint = bench.room.book.create(ACME, rule(BLUEPRINT, "job-1"), ADMIN);
    var own = bench.room.book.create(ACME, rule(agent.id(), "job-9"), ADMIN);
    assertRejected(bench, agent, "job-9");

    var refusal =
        assertThrows(
            ApiException.class,
            () -> bench.room.book.delete(ACME, BLUEPRINT, ofBlueprint.id(), ADMIN));

    assertEquals(409, refusal.status());
    assertRejected(bench, agent, "job-9");
    bench.room.book.delete(ACME, agent.id(), own.id(), ADMIN);
    bench.room.book.delete(ACME, BLUEPRINT, ofBlueprint.id(), ADMIN);
    assertRejected(bench, agent, "job-9");
  }

  @DatabaseTest
  void removesARuleOfABlueprintThatHasAnother(TestDatabase database) {
    var bench = new AttestationFixture(database);
    Agent agent = bench.agent(true);
    var one = bench.room.book.create(ACME, rule(BLUEPRINT, "job-1"), ADMIN);
    bench.room.book.create(ACME, rule(BLUEPRINT, "job-2"), ADMIN);
    bench.room.book.create(ACME, rule(agent.id(), "job-2"), ADMIN);

    bench.room.book.delete(ACME, BLUEPRINT, one.id(), ADMIN);

    bench.attestations.verify(ACME, agent.clientId(), "job-2", Optional.empty());
  }

  @DatabaseTest
  void endsTheTokensThatAnInstancesFirstRuleNarrows(TestDatabase database) {
    var bench = new AttestationFixture(database);
    Agent agent = bench.agent(true);
    bench.room.book.create(ACME, rule(BLUEPRINT, "job-1"), ADMIN);
    make(bench, agent);

    bench.room.book.create(ACME, rule(agent.id(), "job-2"), ADMIN);

    assertEquals(List.of(), bench.room.tokens.issued());
  }

  @DatabaseTest
  void endsTheTokensThatABlueprintsFirstRuleNarrows(TestDatabase database) {
    var bench = new AttestationFixture(database);
    Agent agent = bench.agent(true);
    bench.room.book.create(ACME, rule(agent.id(), "job-1"), ADMIN);
    make(bench, agent);

    bench.room.book.create(ACME, rule(BLUEPRINT, "job-2"), ADMIN);

    assertEquals(List.of(), bench.room.tokens.issued());
  }

  @DatabaseTest
  void leavesTheTokensThatAFurtherRuleDoesNotNarrow(TestDatabase database) {
    var bench = new AttestationFixture(database);
    Agent agent = bench.agent(false);
    bench.room.book.create(ACME, rule(agent.id(), "job-1"), ADMIN);
    make(bench, agent);

    bench.room.book.create(ACME, rule(agent.id(), "job-2"), ADMIN);

    assertEquals(1, bench.room.tokens.issued().size());
  }

  @DatabaseTest
  void makesNoTokenThatAFirstRuleNarrowsMeanwhile(TestDatabase database) {
    var bench = new AttestationFixture(database);
    Agent agent = bench.agent(true);
    bench.room.book.create(ACME, rule(BLUEPRINT, "job-1"), ADMIN);
    bench.meanwhile(() -> bench.room.book.create(ACME, rule(agent.id(), "job-2"), ADMIN));

    assertEquals(401, assertThrows(ApiException.class, () -> make(bench, agent)).status());
    assertEquals(List.of(), bench.room.tokens.issued());
  }

  @DatabaseTest
  void keepsTenantsApart(TestDatabase database) {
    var bench = new AttestationFixture(database);
    Agent agent = bench.agent(false);
    bench.room.book.create(GLOBEX, rule(agent.id(), "job-1"), ADMIN);

    assertRejected(bench, ACME, agent, "job-1");
    assertRejected(bench, GLOBEX, agent, "job-1");
  }

  @DatabaseTest
  void makesATokenThatEndsWithTheRule(TestDatabase database) {
    var bench = new AttestationFixture(database);
    Agent agent = bench.agent(false);
    var rule = bench.room.book.create(ACME, rule(agent.id(), "job-1"), ADMIN);
    make(bench, agent);
    assertEquals(1, bench.room.tokens.issued().size());

    bench.room.book.delete(ACME, agent.id(), rule.id(), ADMIN);

    assertEquals(List.of(), bench.room.tokens.issued());
  }

  @DatabaseTest
  void makesNoTokenByARuleThatEndsMeanwhile(TestDatabase database) {
    var bench = new AttestationFixture(database);
    Agent agent = bench.agent(false);
    var rule = bench.room.book.create(ACME, rule(agent.id(), "job-1"), ADMIN);
    bench.meanwhile(
        () ->
            bench.room.book.change(ACME, agent.id(), rule.id(), was -> enabled(was, false), ADMIN));

    var refusal = assertThrows(ApiException.class, () -> make(bench, agent));
    assertEquals(401, refusal.status());
    assertEquals("attestation_rejected", refusal.code());
    assertEquals(List.of(), bench.room.tokens.issued());
  }

  @DatabaseTest
  void standsByNoRuleThatEndedMeanwhile(TestDatabase database) {
    var bench = new AttestationFixture(database);
    Agent agent = bench.agent(false);
    var rule = bench.room.book.create(ACME, rule(agent.id(), "job-1"), ADMIN);
    assertTrue(stands(bench, ACME, agent, "job-1"));
    assertFalse(stands(bench, ACME, agent, "job-2"));
    assertFalse(stands(bench, GLOBEX, agent, "job-1"));

    bench.room.book.change(ACME, agent.id(), rule.id(), was -> enabled(was, false), ADMIN);

    assertFalse(stands(bench, ACME, agent, "job-1"));
  }

  private static boolean stands(
      AttestationFixture bench, TenantContext tenant, Agent agent, String job) {
    return bench.attestations.isStillValid(tenant, agent.clientId(), job, Optional.empty());
  }

  private static IssuedToken make(AttestationFixture bench, Agent agent) {
    WorkloadAttestationMatch match =
        bench.attestations.match(ACME, Optional.of(agent), "job-1", Optional.empty());
    return bench.tokens.issue(ACME, match, ALL);
  }

  private static void assertRejected(AttestationFixture bench, Agent agent, String attestation) {
    assertRejected(bench, ACME, agent, attestation);
  }

  private static void assertRejected(
      AttestationFixture bench, TenantContext tenant, Agent agent, String attestation) {
    ApiException refusal =
        assertThrows(
            ApiException.class,
            () ->
                bench.attestations.verify(tenant, agent.clientId(), attestation, Optional.empty()));
    assertEquals("attestation_rejected", refusal.code());
    assertEquals(0, bench.modules.openLeases());
  }
}
