/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.rule;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ACME;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.GLOBEX;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.approvals.ApprovalServiceFixture;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class TenantRuleApproverGroupCheckTest {
  private TestDatabase database;
  private ApprovalServiceFixture office;
  private TenantRuleApproverGroupCheck named;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    office = new ApprovalServiceFixture(database);
    named =
        new TenantRuleApproverGroupCheck(
            office.rules,
            (tenant, name) ->
                Set.of("grp_1", "treasury").contains(name)
                    ? Optional.of(new GroupRef("grp_1", "Treasury", "treasury"))
                    : Optional.empty());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void matchesGroupBySlug() {
    approvedBy(new ApproverSpec(ApproverSpec.GROUP, "treasury"));

    assertTrue(named.includesAny(ACME, List.of("grp_2", "grp_1")));
    assertFalse(named.includesAny(ACME, List.of("grp_2")));
    assertFalse(named.includesAny(GLOBEX, List.of("grp_1")));
  }

  @Test
  void matchesGroupById() {
    approvedBy(new ApproverSpec(ApproverSpec.GROUP, "grp_1"));

    assertTrue(named.includesAny(ACME, List.of("grp_1")));
  }

  @Test
  void matchesSlugOfGroupNotYetCreated() {
    approvedBy(new ApproverSpec(ApproverSpec.GROUP, "finance"));

    assertTrue(named.includesAny(ACME, List.of("grp_2", "finance")));
  }

  @Test
  void ignoresRoleSlugAsGroupName() {
    approvedBy(new ApproverSpec(ApproverSpec.ROLE, "treasury"));

    assertFalse(named.includesAny(ACME, List.of("grp_1", "treasury")));
  }

  private void approvedBy(ApproverSpec who) {
    var rule =
        new ApproverRule(
            Set.of(), Set.of(), List.of(who), 1, Duration.ofHours(1), Duration.ofMinutes(10));
    office.rules.replace(ACME.id(), new ApproverRuleSet(List.of(rule)));
  }
}
