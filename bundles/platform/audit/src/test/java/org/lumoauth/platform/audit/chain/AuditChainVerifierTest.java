/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.audit.AuditChainVerificationResult;
import org.lumoauth.api.audit.AuditChainVerificationResult.AuditChainBreak;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class AuditChainVerifierTest {
  private static final String ACME = "ten_acme";

  @DatabaseTest
  void verifiesIntactChain(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 5);

      assertEquals(Optional.empty(), audit.log.verify(ACME).broken());
    }
  }

  @DatabaseTest
  void countsOnlyRecordsOfTenant(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 3);
      audit.fill("ten_other", 2);

      assertEquals(3, audit.log.verify(ACME).records());
    }
  }

  @DatabaseTest
  void verifiesEmptyChain(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      assertEquals(
          new AuditChainVerificationResult(0, "", Optional.empty()), audit.log.verify(ACME));
    }
  }

  @DatabaseTest
  void verifiesChainSpanningSeveralPages(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      for (int i = 0; i < 2_100; i++) {
        audit.log.recordAsync(ACME, AuditLogFixture.event("test.event"));
      }
      audit.fill(ACME, 1);

      assertEquals(2_101, audit.log.verify(ACME).records());
    }
  }

  @DatabaseTest
  void detectsChangeOfAnyField(TestDatabase database) {
    var texts =
        List.of(
            "action",
            "outcome",
            "actor_type",
            "actor_id",
            "on_behalf_of",
            "target_type",
            "target_id",
            "target_name",
            "message",
            "request_id",
            "remote_address",
            "user_agent",
            "client_id",
            "details",
            "id");
    List<String> unnoticed = new ArrayList<>();
    try (var audit = AuditLogFixture.on(database)) {
      for (String column : texts) {
        String tenant = "ten_" + column;
        audit.fill(tenant, 3);
        audit.tamper(
            "UPDATE audit_record SET " + column + " = 'x' WHERE tenant_id = ? AND seq = 2", tenant);
        if (brokenAt(audit, tenant) != 2) {
          unnoticed.add(column);
        }
      }
    }

    assertEquals(List.of(), unnoticed);
  }

  @DatabaseTest
  void detectsChangedTimestamp(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 3);
      audit.tamper(
          "UPDATE audit_record SET recorded_at = recorded_at + 1 WHERE tenant_id = ? AND seq = 2",
          ACME);

      assertEquals(2, brokenAt(audit, ACME));
    }
  }

  @DatabaseTest
  void distinguishesNullFromEmptyField(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 3);
      audit.tamper("UPDATE audit_record SET client_id = '' WHERE tenant_id = ? AND seq = 2", ACME);

      assertEquals(2, brokenAt(audit, ACME));
    }
  }

  @DatabaseTest
  void detectsDeletedRecord(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 5);
      audit.tamper("DELETE FROM audit_record WHERE tenant_id = ? AND seq = 3", ACME);

      assertEquals(
          Optional.of(new AuditChainBreak(3, "", "the record is missing")),
          audit.log.verify(ACME).broken());
    }
  }

  @DatabaseTest
  void detectsDeletedChainStart(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 5);
      audit.tamper("DELETE FROM audit_record WHERE tenant_id = ? AND seq <= 2", ACME);

      assertEquals(1, brokenAt(audit, ACME));
    }
  }

  @DatabaseTest
  void detectsDeletedChainEnd(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 5);
      audit.log.close(); // the head has followed
      audit.tamper("DELETE FROM audit_record WHERE tenant_id = ? AND seq >= 4", ACME);

      assertEquals(4, brokenAt(audit, ACME));
    }
  }

  @DatabaseTest
  void detectsSwappedRecords(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 5);
      audit.tamper("UPDATE audit_record SET seq = 99 WHERE tenant_id = ? AND seq = 3", ACME);
      audit.tamper("UPDATE audit_record SET seq = 3 WHERE tenant_id = ? AND seq = 4", ACME);
      audit.tamper("UPDATE audit_record SET seq = 4 WHERE tenant_id = ? AND seq = 99", ACME);

      assertEquals(3, brokenAt(audit, ACME));
    }
  }

  @DatabaseTest
  void detectsRecordFromAnotherTenantChain(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 1);
      audit.fill("ten_other", 1);
      audit.tamper("DELETE FROM audit_record WHERE tenant_id = ?", ACME);
      audit.tamper("UPDATE audit_record SET tenant_id = ? WHERE tenant_id = 'ten_other'", ACME);

      assertEquals(1, brokenAt(audit, ACME));
    }
  }

  @DatabaseTest
  void detectsDeletedHead(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 3);
      audit.tamper("DELETE FROM audit_head WHERE tenant_id = ?", ACME);

      assertEquals(
          Optional.of(new AuditChainBreak(1, "", "the chain has records but no head")),
          audit.log.verify(ACME).broken());
    }
  }

  @DatabaseTest
  void detectsHeadWithWrongHash(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 3);
      audit.log.close();
      audit.tamper(
          "UPDATE audit_head SET seq = 2 WHERE tenant_id = ?", ACME); // with the hash of the third

      assertEquals(2, brokenAt(audit, ACME));
    }
  }

  /** As a server that is killed leaves it. */
  @DatabaseTest
  void acceptsChainWithHeadBehind(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 3);
      audit.leaveHeadBehind(ACME, 1);

      var found = audit.log.verify(ACME);
      assertEquals(List.of(3L, Optional.empty()), List.of(found.records(), found.broken()));
    }
  }

  private static long brokenAt(AuditLogFixture audit, String tenant) {
    return audit.log.verify(tenant).broken().map(AuditChainBreak::sequence).orElse(0L);
  }
}
