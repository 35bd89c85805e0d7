/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.audit.AuditReceipt;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** The ends of audit chains, and the stored heads that follow them. */
class AuditChainHeadsTest {
  private static final String ACME = "ten_acme";
  private static final byte[] HASH = new byte[32];

  @DatabaseTest
  void continuesAfterLastRecordIfHeadIsBehind(TestDatabase database) {
    try (var before = AuditLogFixture.on(database)) {
      before.fill(ACME, 3);
      before.leaveHeadBehind(ACME, 1);
    }
    try (var audit = AuditLogFixture.onAnotherServer(database)) {
      audit.fill(ACME, 2);

      var found = audit.log.verify(ACME);
      assertEquals(List.of(5L, Optional.empty()), List.of(found.records(), found.broken()));
    }
  }

  @DatabaseTest
  void findsHeadsOfManyChains(TestDatabase database) throws Exception {
    Map<String, Long> expected = new HashMap<>();
    try (var audit = AuditLogFixture.on(database)) {
      for (int i = 1; i <= 40; i++) {
        audit.fill("ten_" + i, i % 3 + 1);
        expected.put("ten_" + i, i % 3 + 1L);
      }
      expected.put("ten_new", 0L);
      audit.leaveHeadBehind("ten_2", 1);
      audit.tamper("DELETE FROM audit_record WHERE tenant_id = ? AND seq = 3", "ten_5");

      var ends =
          audit.tables.jdbc(connection -> audit.store.readHeads(connection, expected.keySet()));

      Map<String, Long> found = new HashMap<>();
      ends.forEach((tenant, end) -> found.put(tenant, end.sequence()));
      assertEquals(expected, found);
    }
  }

  @DatabaseTest
  void closeUpdatesHeads(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 3);
      audit.fill("ten_other", 2);
      audit.log.close();

      assertEquals(3, audit.store.head(ACME).orElseThrow().sequence());
      assertEquals(2, audit.store.head("ten_other").orElseThrow().sequence());
    }
  }

  /** A chain that nobody writes to any more is shown to be cut off all the same. */
  @DatabaseTest
  void updatesHeadsWhileIdle(TestDatabase database) throws Exception {
    var followed = new CountDownLatch(1);
    try (var audit = AuditLogFixture.on(database);
        var log =
            AuditLogFixture.log(
                new AuditChainStore(audit.tables) {
                  @Override
                  void updateHeads(Map<String, ChainHead> heads) {
                    super.updateHeads(heads);
                    if (heads.get(ACME).sequence() == 3) {
                      followed.countDown();
                    }
                  }
                })) {
      log.recordAll(ACME, Collections.nCopies(3, AuditLogFixture.event("test.event")));

      assertTrue(followed.await(20, TimeUnit.SECONDS));
      assertEquals(3, audit.store.head(ACME).orElseThrow().sequence());
    }
  }

  /** However many chains grow, the records of one do not wait for the heads of all others. */
  @DatabaseTest
  void updatesHeadsInBatches(TestDatabase database) {
    int chains = 2 * AuditChainAppender.HEADS_AT_ONCE + 1;
    List<Integer> moved = Collections.synchronizedList(new ArrayList<>());
    try (var audit = AuditLogFixture.on(database)) {
      var log =
          AuditLogFixture.log(
              new AuditChainStore(audit.tables) {
                @Override
                void updateHeads(Map<String, ChainHead> heads) {
                  super.updateHeads(heads);
                  moved.add(heads.size());
                }
              });
      for (int round = 0; round < 2; round++) {
        AuditLogFixture.inParallel(
            chains, chain -> log.record("ten_" + chain, AuditLogFixture.event("test.event")));
      }
      log.close();

      assertTrue(Collections.max(moved) <= AuditChainAppender.HEADS_AT_ONCE, moved::toString);
      for (int chain = 0; chain < chains; chain++) {
        assertEquals(2, audit.store.head("ten_" + chain).orElseThrow().sequence());
      }
    }
  }

  @Test
  void returnsLongestPendingHeadsFirst() {
    var ends = new ChainHeadCache();
    ends.remember(Map.of("ten_a", end(1)));
    ends.remember(Map.of("ten_b", end(1)));
    ends.remember(Map.of("ten_a", end(2)));

    assertEquals(Map.of("ten_a", end(2)), ends.pendingHeads(1));
    ends.markWritten(Set.of("ten_a"));
    ends.remember(Map.of("ten_a", end(3)));

    assertEquals(Map.of("ten_b", end(1)), ends.pendingHeads(1));
    assertEquals(Map.of("ten_b", end(1), "ten_a", end(3)), ends.pendingHeads(2));
  }

  private static ChainHead end(long sequence) {
    return new ChainHead(sequence, HASH, sequence);
  }

  @DatabaseTest
  void writesFewRecordsWithSingleStatement(TestDatabase database) {
    List<String> transactions = Collections.synchronizedList(new ArrayList<>());
    try (var audit = AuditLogFixture.on(database);
        var log =
            AuditLogFixture.log(
                new AuditChainStore(audit.tables) {
                  @Override
                  <T> T inTransaction(PersistenceUnit.SqlFunction<T> work) {
                    transactions.add("one");
                    return super.inTransaction(work);
                  }

                  @Override
                  void updateHeads(Map<String, ChainHead> heads) {
                    // When they follow is a matter of time, and not of what is written.
                  }
                })) {
      log.record(ACME, AuditLogFixture.event("test.event"));
      assertEquals(List.of("one"), transactions); // with it the chain begins
      log.recordAll(ACME, Collections.nCopies(3, AuditLogFixture.event("test.event")));
      assertEquals(List.of("one"), transactions);

      audit.tamper("UPDATE audit_record SET seq = 7 WHERE tenant_id = ? AND seq = 4", ACME);
      var receipts =
          log.recordAll(ACME, Collections.nCopies(4, AuditLogFixture.event("test.event")));

      assertEquals(
          List.of(8L, 9L, 10L, 11L), receipts.stream().map(AuditReceipt::sequence).toList());
      assertEquals(
          List.of(1L, 2L, 3L, 7L, 8L, 9L, 10L, 11L),
          audit.store.readAfter(ACME, 0, 100).stream().map(AuditChainRow::sequence).toList());
    }
  }

  /** What MariaDB read for many rows before the table was changed, it fails to carry out. */
  @DatabaseTest
  void resumesBatchInsertsAfterTableChange(TestDatabase database) {
    List<Integer> appended = Collections.synchronizedList(new ArrayList<>());
    var many =
        Collections.nCopies(2 * AuditChainStore.AT_ONCE, AuditLogFixture.event("test.event"));
    try (var audit = AuditLogFixture.on(database);
        var log =
            AuditLogFixture.log(
                new AuditChainStore(audit.tables) {
                  @Override
                  void append(Connection connection, List<AuditChainRow> rows) throws SQLException {
                    appended.add(rows.size());
                    super.append(connection, rows);
                  }
                })) {
      log.recordAll(ACME, many);
      audit.tamper("CREATE INDEX audit_record_outcome ON audit_record (outcome)");
      log.recordAll(ACME, many);
      appended.clear();

      log.recordAll(ACME, many);

      assertEquals(List.of(many.size()), appended);
    }
  }
}
