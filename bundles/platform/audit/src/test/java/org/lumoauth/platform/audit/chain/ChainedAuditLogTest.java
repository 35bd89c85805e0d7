/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.lumoauth.api.audit.AuditReceipt;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.TestBuilders;

class ChainedAuditLogTest {
  private static final String ACME = "ten_acme";

  @DatabaseTest
  void numbersRecordsWithoutGaps(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.fill(ACME, 2);

      assertEquals(3, audit.log.record(ACME, AuditLogFixture.event("test.event")).sequence());
    }
  }

  @DatabaseTest
  void storesRecordBeforeAcknowledging(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      var receipt = audit.log.record(ACME, AuditLogFixture.event("test.event"));

      assertEquals(receipt.id(), audit.store.readAfter(ACME, 0, 10).get(0).id());
    }
  }

  @DatabaseTest
  void awaitDurableReturnsAfterRecordIsStored(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      var begun = audit.log.beginRecord(ACME, AuditLogFixture.event("test.event"));
      var receipt = begun.awaitDurable();

      assertEquals(receipt.id(), audit.store.readAfter(ACME, 0, 10).get(0).id());
      assertEquals(receipt, begun.awaitDurable(), "asked again");
    }
  }

  @DatabaseTest
  void commitsRecordsOfOneCallTogether(TestDatabase database) {
    List<Integer> appended = Collections.synchronizedList(new ArrayList<>());
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
      var receipts =
          log.recordAll(ACME, Collections.nCopies(200, AuditLogFixture.event("test.event")));

      assertEquals(List.of(200), appended);
      assertEquals(
          LongStream.rangeClosed(1, 200).boxed().toList(),
          receipts.stream().map(AuditReceipt::sequence).toList());
      assertEquals(200, log.verify(ACME).records());
    }
  }

  @DatabaseTest
  void rejectsWholeBatchAfterClose(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.log.close();

      assertThrows(
          ApiException.class,
          () ->
              audit.log.recordAll(
                  ACME, Collections.nCopies(3, AuditLogFixture.event("test.event"))));
      assertEquals(0, audit.log.verify(ACME).records());
    }
  }

  @DatabaseTest
  void continuesChainAfterRestart(TestDatabase database) {
    try (var before = AuditLogFixture.on(database)) {
      before.fill(ACME, 3);
    }
    try (var audit = AuditLogFixture.onAnotherServer(database)) {
      audit.fill(ACME, 2);

      assertEquals(5, audit.log.verify(ACME).records());
    }
  }

  @DatabaseTest
  void leavesNoGapsUnderConcurrency(TestDatabase database) throws Exception {
    int threads = 16;
    int each = 100;
    Map<String, List<AuditReceipt>> receipts = new ConcurrentHashMap<>();
    try (var audit = AuditLogFixture.on(database)) {
      AuditLogFixture.inParallel(
          threads,
          number -> {
            String tenant = "ten_" + number % 5;
            for (int i = 0; i < each; i++) {
              var receipt = audit.log.record(tenant, AuditLogFixture.event("test.event"));
              receipts
                  .computeIfAbsent(tenant, key -> Collections.synchronizedList(new ArrayList<>()))
                  .add(receipt);
            }
          });

      receipts.forEach(
          (tenant, all) ->
              assertEquals(
                  LongStream.rangeClosed(1, all.size()).boxed().toList(),
                  all.stream().map(AuditReceipt::sequence).sorted().toList()));
    }
  }

  @DatabaseTest
  void preservesOrderPerThread(TestDatabase database) throws Exception {
    List<List<Long>> sequences = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      sequences.add(new ArrayList<>());
    }
    try (var audit = AuditLogFixture.on(database)) {
      AuditLogFixture.inParallel(
          8,
          number -> {
            for (int i = 0; i < 50; i++) {
              sequences
                  .get(number)
                  .add(audit.log.record(ACME, AuditLogFixture.event("test.event")).sequence());
            }
          });
    }

    assertTrue(sequences.stream().allMatch(each -> each.equals(each.stream().sorted().toList())));
  }

  @DatabaseTest
  void maintainsOneChainForTwoServers(TestDatabase database) throws Exception {
    try (var first = AuditLogFixture.on(database);
        var second = AuditLogFixture.onAnotherServer(database)) {
      AuditLogFixture.inParallel(8, number -> (number % 2 == 0 ? first : second).fill(ACME, 40));

      var found = first.log.verify(ACME);
      assertEquals(List.of(320L, Optional.empty()), List.of(found.records(), found.broken()));
    }
  }

  /** As one that writes without pause, and does not know of this one yet. */
  @DatabaseTest
  void retriesIfAnotherServerWinsRepeatedly(TestDatabase database) {
    var inFront = new AtomicLong();
    try (var audit = AuditLogFixture.on(database);
        var log =
            AuditLogFixture.log(
                new AuditChainStore(audit.tables) {
                  @Override
                  void append(Connection connection, List<AuditChainRow> rows) throws SQLException {
                    if (inFront.incrementAndGet() <= 60) {
                      throw new DuplicateKeyException(null);
                    }
                    super.append(connection, rows);
                  }
                })) {
      assertEquals(1, log.record(ACME, AuditLogFixture.event("test.event")).sequence());
    }
  }

  @DatabaseTest
  void rejectsChangesAfterClose(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.log.close();

      assertThrows(ApiException.class, audit.log::requireWritable);
    }
  }

  @DatabaseTest
  void verifiesTruncatedRecord(TestDatabase database) {
    var event =
        TestBuilders.anAuditEvent()
            .of("a".repeat(5_000))
            .with("long", "x".repeat(100_000))
            .with("half a pair", "\uD83D")
            .build();
    try (var audit = AuditLogFixture.on(database)) {
      audit.log.record(ACME, event);

      assertEquals(Optional.empty(), audit.log.verify(ACME).broken());
    }
  }

  @DatabaseTest
  void verifiesTextWithSpecialCharacters(TestDatabase database) {
    var event =
        TestBuilders.anAuditEvent()
            .of("test.event ")
            .with("text", "\uD83D\uDE80 trailing  \u0000 nul \uD83D half \\ ' \"")
            .build();
    try (var audit = AuditLogFixture.on(database)) {
      audit.log.record(ACME, event);

      assertEquals(Optional.empty(), audit.log.verify(ACME).broken());
    }
  }

  @DatabaseTest
  void rejectsRecordsAfterClose(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.log.close();

      var refusal =
          assertThrows(
              ApiException.class,
              () -> audit.log.record(ACME, AuditLogFixture.event("test.event")));
      assertEquals("audit_unavailable", refusal.code());
    }
  }

  @DatabaseTest
  void closeWritesPendingRecords(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      List<CompletableFuture<AuditReceipt>> waiting = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        waiting.add(
            audit.log.recordAsync(ACME, AuditLogFixture.event("test.event")).toCompletableFuture());
      }
      audit.log.close();
      waiting.forEach(CompletableFuture::join);

      assertEquals(1_000, audit.log.verify(ACME).records());
    }
  }

  @DatabaseTest
  void deliversRecordsToSinksInChainOrder(TestDatabase database) throws Exception {
    var seen = new ConcurrentLinkedQueue<Long>();
    var done = new CountDownLatch(20);
    try (var audit = AuditLogFixture.on(database)) {
      audit.log.addSink(
          records ->
              records.stream()
                  .map(AuditRecord::sequence)
                  .forEach(
                      sequence -> {
                        seen.add(sequence);
                        done.countDown();
                      }));
      audit.fill(ACME, 20);
      assertTrue(done.await(60, TimeUnit.SECONDS));

      assertEquals(LongStream.rangeClosed(1, 20).boxed().toList(), List.copyOf(seen));
    }
  }

  @DatabaseTest
  void ignoresFailingSink(TestDatabase database) {
    try (var audit = AuditLogFixture.on(database)) {
      audit.log.addSink(
          records -> {
            throw new IllegalStateException("a sink's trouble");
          });
      audit.fill(ACME, 2);

      assertEquals(2, audit.log.verify(ACME).records());
    }
  }
}
