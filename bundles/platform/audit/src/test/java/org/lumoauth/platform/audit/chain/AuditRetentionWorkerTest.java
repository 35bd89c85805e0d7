/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class AuditRetentionWorkerTest {
  private static final String ACME = "ten_acme";
  private static final int DAYS = 400;

  private static AuditRetentionWorker expired(AuditLogFixture audit) {
    return new AuditRetentionWorker(
        audit.tables, audit.log, OperatorAuditRetentionSettings.of(true, DAYS, 90), unused -> {});
  }

  private static Instant after(int days) {
    return Instant.now().plus(Duration.ofDays(days)).plusSeconds(60);
  }

  @DatabaseTest
  void deletesExpiredRecordsAndVerifiesRemainder(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 1_500);
      int deleted = expired(audit).delete(ACME, after(DAYS));
      audit.fill(ACME, 2);

      assertEquals(1_500, deleted);
      var found = audit.log.verify(ACME);
      assertEquals(Optional.empty(), found.broken());
      assertEquals(3, found.records()); // with the one that names the checkpoint
    }
  }

  @DatabaseTest
  void deletesNothingBeforeRetentionEnds(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 3);

      assertEquals(0, expired(audit).delete(ACME, after(DAYS - 1)));
      assertEquals(3, audit.log.verify(ACME).records());
    }
  }

  @DatabaseTest
  void continuesDeletionFromCheckpoint(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 3);
      expired(audit).delete(ACME, after(DAYS));
      audit.fill(ACME, 2);

      assertEquals(3, expired(audit).delete(ACME, after(DAYS)));
      assertEquals(Optional.empty(), audit.log.verify(ACME).broken());
      assertEquals(1, audit.log.verify(ACME).records());
    }
  }

  @DatabaseTest
  void appliesTenantRetentionWithinMinimum(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 3);
      audit.tamper(
          "INSERT INTO audit_retention (tenant_id, retention_days) VALUES (?, ?)", ACME, 1);

      assertEquals(0, expired(audit).delete(ACME, after(89)));
      assertEquals(3, expired(audit).delete(ACME, after(90)));
    }
  }

  @DatabaseTest
  void detectsCheckpointWithoutRecord(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 3);
      expired(audit).delete(ACME, after(DAYS));
      audit.fill(ACME, 3);
      AuditChainRow last = audit.store.readAfter(ACME, 4, 1).get(0);
      audit.tamper("DELETE FROM audit_record WHERE tenant_id = ? AND seq <= 5", ACME);
      audit.tamper(
          "UPDATE audit_start SET seq = ?, hash = ? WHERE tenant_id = ?",
          last.sequence(),
          last.hash(),
          ACME);

      assertTrue(audit.log.verify(ACME).broken().isPresent());
    }
  }

  @DatabaseTest
  void detectsDeletedStartWithoutCheckpoint(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 3);
      audit.tamper("DELETE FROM audit_record WHERE tenant_id = ? AND seq = 1", ACME);

      assertTrue(audit.log.verify(ACME).broken().isPresent());
    }
  }

  @DatabaseTest
  void completesInterruptedDeletion(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 3);
      AuditChainRow last = audit.store.readAfter(ACME, 2, 1).get(0);
      new ChainCheckpointStore(audit.tables)
          .move(ACME, new ChainHead(last.sequence(), last.hash(), last.micros()));

      assertEquals(3, expired(audit).delete(ACME, Instant.now()));
    }
  }
}
