/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ACME;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ADA;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.EVE;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.GLOBEX;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.GRACE;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.approvals.ApprovalServiceFixture;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.approval.ApproverResolver;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAgentRegistry;

/** Whose account is worth an approval. */
class ApproverRuleEligibilityLookupTest {
  private TestDatabase database;
  private ApprovalServiceFixture office;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    office = new ApprovalServiceFixture(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void appliesDefaultRulesIfTenantHasNone() {
    assertTrue(mayApprove("usr_ada"));
    assertFalse(mayApprove("usr_eve"), "people who answer what is for themselves are all");
    assertFalse(named().canApprove(GLOBEX, GRACE));
    assertFalse(named().canApprove(ACME, ApprovalServiceFixture.AGENT));
  }

  @Test
  void resolvesNamedUsers() {
    approvedBy(new ApproverSpec(ApproverSpec.USER, "usr_eve"));

    assertTrue(mayApprove("usr_eve"));
    assertFalse(mayApprove("usr_ada"));
  }

  @Test
  void resolvesRoleHolders() {
    office.roles.withRole(ACME, new RoleRef("rol_1", "Treasurer", "treasurer"));
    office.roles.assign(ACME, EVE, List.of("treasurer"));
    approvedBy(new ApproverSpec(ApproverSpec.ROLE, "treasurer"));

    assertTrue(mayApprove("usr_eve"));
    assertFalse(mayApprove("usr_ada"));
  }

  @Test
  void resolvesNoApproversByRoleWhileRolesAreUnavailable() {
    approvedBy(new ApproverSpec(ApproverSpec.ROLE, "treasurer"));
    office.approvers.with(null);

    assertEquals(
        "module_unavailable", assertThrows(ApiException.class, () -> mayApprove("usr_eve")).code());
  }

  @Test
  void resolvesGroupMembers() {
    office.users.inGroups(ACME, "usr_eve", "grp_finance");
    approvedBy(new ApproverSpec(ApproverSpec.GROUP, "finance"));

    assertTrue(mayApprove("usr_eve"));
    assertFalse(mayApprove("usr_ada"));
  }

  @Test
  void resolvesCurrentDelegates() {
    var until = office.now.plus(Duration.ofDays(1));
    office.deputies.assign(
        ACME.id(), new ApproverDelegateStore.ApproverDelegate("usr_ada", "usr_eve", until));

    assertTrue(mayApprove("usr_eve"));
    office.pass(Duration.ofDays(2));
    assertFalse(mayApprove("usr_eve"));
  }

  @Test
  void resolvesAgentOwnersOnlyIfRuleNamesThem() {
    var agents = new FakeAgentRegistry().with(ACME, anAgent().with(ownedBy("usr_eve")));
    office.registry.with(AgentRegistry.class, "agents", agents);
    office.registry.with(
        ApproverResolver.class,
        "owner",
        new AgentOwnerApproverResolver(new AgentOwnershipLookup(office.registry)));
    assertFalse(mayApprove("usr_eve"), "no rule names owners");

    approvedBy(new ApproverSpec(ApproverSpec.SOURCE, "owner"));

    assertTrue(mayApprove("usr_eve"));
    assertFalse(mayApprove("usr_ada"));
  }

  @Test
  void reportsUnavailableRegistryForOwnerRule() {
    office.registry.withUnavailable(AgentRegistry.class, "agents", "agents-registry");
    office.registry.with(
        ApproverResolver.class,
        "owner",
        new AgentOwnerApproverResolver(new AgentOwnershipLookup(office.registry)));
    approvedBy(new ApproverSpec(ApproverSpec.SOURCE, "owner"));

    assertEquals(
        "module_unavailable", assertThrows(ApiException.class, () -> mayApprove("usr_eve")).code());
  }

  @Test
  void treatsEveryUserAsApproverForOtherSources() {
    office.registry.with(ApproverResolver.class, "board", (tenant, asked) -> Set.of(ADA));
    approvedBy(new ApproverSpec(ApproverSpec.SOURCE, "board"));

    assertTrue(mayApprove("usr_eve"));
  }

  private boolean mayApprove(String user) {
    return named().canApprove(ACME, ApprovalServiceFixture.user(user));
  }

  private ApproverRuleEligibilityLookup named() {
    return new ApproverRuleEligibilityLookup(
        office.rules, office.deputies, office.approvers, Clock.fixed(office.now, ZoneOffset.UTC));
  }

  private static AgentGovernance ownedBy(String user) {
    return new AgentGovernance(
        AgentStatus.ACTIVE,
        Optional.of(user),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private void approvedBy(ApproverSpec who) {
    var rule =
        new ApproverRule(
            Set.of(), Set.of(), List.of(who), 1, Duration.ofHours(1), Duration.ofMinutes(10));
    office.rules.replace(ACME.id(), new ApproverRuleSet(List.of(rule)));
  }
}
