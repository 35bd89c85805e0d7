/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ACME;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ADA;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lumoauth.agents.approvals.store.ApprovalRetentionStore;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

/** Approvals do not heap up. */
class ApprovalPurgeWorkerTest {

  @DatabaseTest
  void removesWhatEndedLongAgoWithItsAnswers(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    String old = office.ask("high").id();
    office.answer(old, ADA, true);
    office.pass(Duration.ofDays(30));
    upkeep(office);
    assertTrue(office.engine.find(ACME, old).isPresent()); // it could be answered for an hour
    office.pass(Duration.ofHours(2));
    String young = office.ask("high").id();
    office.answer(young, ADA, true);

    upkeep(office);

    assertEquals(Optional.empty(), office.engine.find(ACME, old));
    assertEquals(1, office.engine.find(ACME, young).orElseThrow().answers().size());
    assertEquals(
        List.of(young),
        office.recorded.list(row -> row.getString(1), "select approval_id from apr_answer"));
  }

  @DatabaseTest
  void removesHoweverManyEndedMeanwhile(TestDatabase database) {
    var office = new ApprovalServiceFixture(database);
    for (int i = 0; i <= ApprovalRetentionStore.AT_ONCE; i++) {
      office.engine.withdraw(ACME, office.ask("high").id(), ApprovalServiceFixture.BY);
    }
    office.pass(Duration.ofDays(31));

    upkeep(office);

    assertEquals(
        List.of(0), office.recorded.list(row -> row.getInt(1), "select count(*) from apr_request"));
  }

  private static void upkeep(ApprovalServiceFixture office) {
    var tenants = new FakeTenantRegistry().with(ACME);
    var upkeep =
        new ApprovalPurgeWorker(office.recorded, office.settings, tenants, () -> office.now);
    upkeep.run();
    upkeep.close();
  }
}
