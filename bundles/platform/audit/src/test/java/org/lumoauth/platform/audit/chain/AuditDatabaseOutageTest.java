/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.AuditReceipt;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.MariaDbServer;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Audit records while the database is unavailable, and afterwards. */
class AuditDatabaseOutageTest {
  private static final String ACME = "ten_acme";

  @DatabaseTest
  void rollsBackFailedBatch(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database);
        var failing = new FailingAuditChainStore(audit.tables).log()) {
      assertThrows(
          ApiException.class, () -> failing.record(ACME, AuditLogFixture.event("test.event")));

      assertEquals(0, audit.log.verify(ACME).records());
    }
  }

  @DatabaseTest
  void continuesAfterFailedBatch(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database);
        var failing = new FailingAuditChainStore(audit.tables).log()) {
      assertThrows(
          ApiException.class, () -> failing.record(ACME, AuditLogFixture.event("test.event")));

      assertEquals(1, failing.record(ACME, AuditLogFixture.event("test.event")).sequence());
    }
  }

  @DatabaseTest
  void reportsFullDiskFromFirstRecord(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database);
        var full = new FullDiskAuditChainStore(audit.tables).log()) {
      for (int i = 0; i < 2; i++) {
        var refusal =
            assertThrows(
                ApiException.class, () -> full.record(ACME, AuditLogFixture.event("test.event")));
        assertEquals("storage_full", refusal.code());
      }

      assertEquals("storage_full", assertThrows(ApiException.class, full::requireWritable).code());
    }
  }

  @DatabaseTest
  void rejectsChangesAfterFailedWrite(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database);
        var failing = new FailingAuditChainStore(audit.tables).log()) {
      assertDoesNotThrow(failing::requireWritable);
      assertThrows(
          ApiException.class, () -> failing.record(ACME, AuditLogFixture.event("test.event")));

      var refusal = assertThrows(ApiException.class, failing::requireWritable);
      assertEquals("audit_unavailable", refusal.code());
    }
  }

  @DatabaseTest
  void auditsLostEventsAfterRecovery(TestDatabase database) throws Exception {
    var resumed = new CountDownLatch(1);
    try (var audit = AuditLogFixture.on(database);
        var failing = new FailingAuditChainStore(audit.tables).log()) {
      failing.addSink(records -> resumed.countDown());
      assertThrows(
          ApiException.class, () -> failing.record(ACME, AuditLogFixture.event("test.event")));
      assertTrue(resumed.await(20, TimeUnit.SECONDS));

      var record = audit.store.readAfter(AuditLog.PLATFORM, 0, 10).get(0);
      assertEquals("audit.resumed", record.entry().action());
      assertTrue(record.entry().details().contains(ACME + " test.event"));
    }
  }

  @DatabaseTest
  void allowsChangesAfterRecovery(TestDatabase database) throws Exception {
    var resumed = new CountDownLatch(1);
    try (var audit = AuditLogFixture.on(database);
        var failing = new FailingAuditChainStore(audit.tables).log()) {
      failing.addSink(records -> resumed.countDown());
      assertThrows(
          ApiException.class, () -> failing.record(ACME, AuditLogFixture.event("test.event")));
      assertTrue(resumed.await(20, TimeUnit.SECONDS));
      failing.record(ACME, AuditLogFixture.event("test.event")); // the writer is past the probe

      assertDoesNotThrow(failing::requireWritable);
    }
  }

  @DatabaseTest
  void continuesAfterCommitWithLostResponse(TestDatabase database) throws Exception {
    var lost = new AtomicBoolean();
    var resumed = new CountDownLatch(1);
    try (var audit = AuditLogFixture.on(database);
        var log =
            AuditLogFixture.log(
                new AuditChainStore(audit.tables) {
                  @Override
                  <T> T autoCommit(PersistenceUnit.SqlFunction<T> work) {
                    T result = super.autoCommit(work);
                    if (!Optional.empty().equals(result) && lost.compareAndSet(false, true)) {
                      throw AuditChainWriter.unavailable();
                    }
                    return result;
                  }
                })) {
      log.addSink(AuditLogFixture.told(AuditLog.PLATFORM, resumed));
      log.record(ACME, AuditLogFixture.event("test.event"));
      assertThrows(ApiException.class, () -> log.record(ACME, AuditLogFixture.event("test.lost")));
      assertTrue(resumed.await(20, TimeUnit.SECONDS));

      assertEquals(3, log.record(ACME, AuditLogFixture.event("test.event")).sequence());
      assertEquals(Optional.empty(), log.verify(ACME).broken());
      var report = audit.store.readAfter(AuditLog.PLATFORM, 0, 10).get(0);
      assertTrue(report.entry().details().contains(ACME + " test.lost"));
    }
  }

  /** The database that takes no heads takes no records either. */
  @DatabaseTest
  void reportsOutageIfHeadUpdateFails(TestDatabase database) throws Exception {
    var resumed = new CountDownLatch(1);
    try (var audit = AuditLogFixture.on(database);
        var log = AuditLogFixture.log(failing(audit, 2, new CountDownLatch(1)))) {
      log.addSink(AuditLogFixture.told(AuditLog.PLATFORM, resumed));
      log.record(ACME, AuditLogFixture.event("test.event"));
      assertTrue(resumed.await(20, TimeUnit.SECONDS));
      log.close();

      assertEquals(
          "audit.resumed", audit.store.readAfter(AuditLog.PLATFORM, 0, 10).get(0).entry().action());
      assertEquals(1, audit.store.head(ACME).orElseThrow().sequence());
    }
  }

  @DatabaseTest
  void retriesHeadUpdateAfterLostConnection(TestDatabase database) throws Exception {
    var moved = new CountDownLatch(1);
    try (var audit = AuditLogFixture.on(database);
        var log = AuditLogFixture.log(failing(audit, 1, moved))) {
      log.record(ACME, AuditLogFixture.event("test.event"));
      assertTrue(moved.await(20, TimeUnit.SECONDS));

      assertEquals(List.of(), audit.store.readAfter(AuditLog.PLATFORM, 0, 10));
    }
  }

  /** Moves no heads the first times. */
  private static AuditChainStore failing(AuditLogFixture audit, int times, CountDownLatch moved) {
    var left = new AtomicInteger(times);
    return new AuditChainStore(audit.tables) {
      @Override
      void updateHeads(Map<String, ChainHead> heads) {
        if (left.getAndDecrement() > 0) {
          throw AuditChainWriter.unavailable();
        }
        super.updateHeads(heads);
        moved.countDown();
      }
    };
  }

  @Test
  void returns503DuringDatabaseOutageAndRecovers() {
    try (var server = MariaDbServer.start();
        var database = TestDatabase.on(server, "lumo");
        var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 3);
      server.kill();
      var refusal =
          assertThrows(
              ApiException.class,
              () -> audit.log.record(ACME, AuditLogFixture.event("test.event")));
      server.startAgain();
      again(() -> audit.log.record(ACME, AuditLogFixture.event("test.event")));
      var found = again(() -> audit.log.verify(ACME));

      assertEquals(
          List.of(503, 4L, Optional.empty()),
          List.of(refusal.status(), found.records(), found.broken()));
    }
  }

  @Test
  void retainsAcknowledgedRecordsIfDatabaseIsKilled() throws Exception {
    try (var server = MariaDbServer.start();
        var database = TestDatabase.on(server, "lumo");
        var audit = AuditLogFixture.on(database)) {
      var acknowledged = new ConcurrentLinkedQueue<AuditReceipt>();
      var enough = new CountDownLatch(200);
      var writing =
          CompletableFuture.runAsync(
              () ->
                  AuditLogFixture.inParallel(
                      4,
                      number -> {
                        try {
                          while (true) {
                            acknowledged.add(
                                audit.log.record(ACME, AuditLogFixture.event("test.event")));
                            enough.countDown();
                          }
                        } catch (ApiException unavailable) { // the database is gone
                          while (enough.getCount() > 0) {
                            enough.countDown();
                          }
                        }
                      }));
      enough.await();
      server.kill();
      writing.join();
      assertTrue(acknowledged.size() >= 200, "it was gone before it was killed");
      server.startAgain();
      var stored =
          again(() -> audit.store.readAfter(ACME, 0, 100_000)).stream()
              .map(AuditChainRow::id)
              .toList();

      assertTrue(
          new HashSet<>(stored).containsAll(acknowledged.stream().map(AuditReceipt::id).toList()));
      assertEquals(Optional.empty(), again(() -> audit.log.verify(ACME)).broken());
    }
  }

  /** Does as a client that got 503: a pooled connection of before the restart fails once. */
  private static <T> T again(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (ApiException unavailable) {
        if (attempt == 20) {
          throw unavailable;
        }
      }
    }
  }
}
