package org.lumoauth.platform.audit.chain;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.AuditReceipt;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.MariaDbServer;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.Builders;

class ChainedAuditLogTest {
  private static final String ACME = "ten_acme";

  @DatabaseTest
  void numbersRecordsFromOneWithoutGaps(TestDatabase database) {
    try (var audit = AuditLogs.on(database)) {
      audit.fill(ACME, 2);

      assertEquals(3, audit.log.record(ACME, AuditLogs.event("test.event")).sequence());
    }
  }

  @DatabaseTest
  void hasTheRecordInTheDatabaseWhenItAcknowledges(TestDatabase database) {
    try (var audit = AuditLogs.on(database)) {
      var receipt = audit.log.record(ACME, AuditLogs.event("test.event"));

      assertEquals(receipt.id(), audit.store.after(ACME, 0, 10).get(0).id());
    }
  }

  @DatabaseTest
  void commitsTogetherWhatWasHandedOverTogether(TestDatabase database) {
    List<Integer> appended = Collections.synchronizedList(new ArrayList<>());
    try (var audit = AuditLogs.on(database);
        var log =
            new ChainedAuditLog(
                new ChainStore(audit.tables) {
                  @Override
                  void append(Connection connection, List<Row> rows) throws SQLException {
                    appended.add(rows.size());
                    super.append(connection, rows);
                  }
                },
                AuditLogs.identifiers(new AtomicLong(7_000_000)))) {
      var receipts = log.recordAll(ACME, Collections.nCopies(200, AuditLogs.event("test.event")));

      assertEquals(List.of(200), appended);
      assertEquals(
          LongStream.rangeClosed(1, 200).boxed().toList(),
          receipts.stream().map(AuditReceipt::sequence).toList());
      assertEquals(200, log.verify(ACME).records());
    }
  }

  @DatabaseTest
  void refusesTogetherWhatCouldNotBeWrittenAnyMore(TestDatabase database) {
    try (var audit = AuditLogs.on(database)) {
      audit.log.close();

      assertThrows(
          Problem.class,
          () -> audit.log.recordAll(ACME, Collections.nCopies(3, AuditLogs.event("test.event"))));
      assertEquals(0, audit.log.verify(ACME).records());
    }
  }

  @DatabaseTest
  void goesOnWhereTheChainEndedBeforeARestart(TestDatabase database) {
    try (var before = AuditLogs.on(database)) {
      before.fill(ACME, 3);
    }
    try (var audit = AuditLogs.onAnotherServer(database)) {
      audit.fill(ACME, 2);

      assertEquals(5, audit.log.verify(ACME).records());
    }
  }

  @DatabaseTest
  void goesOnWhereTheRecordsEndThoughTheHeadWasLeftBehind(TestDatabase database) {
    try (var before = AuditLogs.on(database)) {
      before.fill(ACME, 3);
      before.leaveHeadBehind(ACME, 1);
    }
    try (var audit = AuditLogs.onAnotherServer(database)) {
      audit.fill(ACME, 2);

      var found = audit.log.verify(ACME);
      assertEquals(List.of(5L, Optional.empty()), List.of(found.records(), found.broken()));
    }
  }

  @DatabaseTest
  void findsWhereManyChainsEnd(TestDatabase database) throws Exception {
    Map<String, Long> expected = new HashMap<>();
    try (var audit = AuditLogs.on(database)) {
      for (int i = 1; i <= 40; i++) {
        audit.fill("ten_" + i, i % 3 + 1);
        expected.put("ten_" + i, i % 3 + 1L);
      }
      expected.put("ten_new", 0L);
      audit.leaveHeadBehind("ten_2", 1);
      audit.tamper("DELETE FROM audit_record WHERE tenant_id = ? AND seq = 3", "ten_5");

      var ends = audit.tables.jdbc(connection -> audit.store.ends(connection, expected.keySet()));

      Map<String, Long> found = new HashMap<>();
      ends.forEach((tenant, end) -> found.put(tenant, end.sequence()));
      assertEquals(expected, found);
    }
  }

  @DatabaseTest
  void hasTheHeadsFollowBeforeItEnds(TestDatabase database) {
    try (var audit = AuditLogs.on(database)) {
      audit.fill(ACME, 3);
      audit.fill("ten_other", 2);
      audit.log.close();

      assertEquals(3, audit.store.head(ACME).orElseThrow().sequence());
      assertEquals(2, audit.store.head("ten_other").orElseThrow().sequence());
    }
  }

  /** A chain that nobody writes to any more is shown to be cut off all the same. */
  @DatabaseTest
  void hasTheHeadsFollowWhileNothingIsWritten(TestDatabase database) throws Exception {
    var followed = new CountDownLatch(1);
    try (var audit = AuditLogs.on(database);
        var log =
            new ChainedAuditLog(
                new ChainStore(audit.tables) {
                  @Override
                  void move(Map<String, Head> heads) {
                    super.move(heads);
                    if (heads.get(ACME).sequence() == 3) {
                      followed.countDown();
                    }
                  }
                },
                AuditLogs.identifiers(new AtomicLong(7_000_000)))) {
      log.recordAll(ACME, Collections.nCopies(3, AuditLogs.event("test.event")));

      assertTrue(followed.await(20, TimeUnit.SECONDS));
      assertEquals(3, audit.store.head(ACME).orElseThrow().sequence());
    }
  }

  @DatabaseTest
  void writesAFewRecordsByOneStatementOrNone(TestDatabase database) {
    List<String> transactions = Collections.synchronizedList(new ArrayList<>());
    try (var audit = AuditLogs.on(database);
        var log =
            new ChainedAuditLog(
                new ChainStore(audit.tables) {
                  @Override
                  <T> T inTransaction(PersistenceUnit.SqlFunction<T> work) {
                    transactions.add("one");
                    return super.inTransaction(work);
                  }
                },
                AuditLogs.identifiers(new AtomicLong(7_000_000)))) {
      log.record(ACME, AuditLogs.event("test.event"));
      assertEquals(List.of("one"), transactions); // with it the chain begins
      log.recordAll(ACME, Collections.nCopies(3, AuditLogs.event("test.event")));
      assertEquals(List.of("one"), transactions);

      audit.tamper("UPDATE audit_record SET seq = 7 WHERE tenant_id = ? AND seq = 4", ACME);
      var receipts = log.recordAll(ACME, Collections.nCopies(4, AuditLogs.event("test.event")));

      assertEquals(
          List.of(8L, 9L, 10L, 11L), receipts.stream().map(AuditReceipt::sequence).toList());
      assertEquals(
          List.of(1L, 2L, 3L, 7L, 8L, 9L, 10L, 11L),
          audit.store.after(ACME, 0, 100).stream().map(Row::sequence).toList());
    }
  }

  @DatabaseTest
  void leavesNoGapWhenManyThreadsWriteToManyChains(TestDatabase database) throws Exception {
    int threads = 16;
    int each = 100;
    Map<String, List<AuditReceipt>> receipts = new ConcurrentHashMap<>();
    try (var audit = AuditLogs.on(database)) {
      inParallel(
          threads,
          number -> {
            String tenant = "ten_" + number % 5;
            for (int i = 0; i < each; i++) {
              var receipt = audit.log.record(tenant, AuditLogs.event("test.event"));
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
  void keepsTheOrderInWhichOneThreadWrote(TestDatabase database) throws Exception {
    List<List<Long>> sequences = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      sequences.add(new ArrayList<>());
    }
    try (var audit = AuditLogs.on(database)) {
      inParallel(
          8,
          number -> {
            for (int i = 0; i < 50; i++) {
              sequences
                  .get(number)
                  .add(audit.log.record(ACME, AuditLogs.event("test.event")).sequence());
            }
          });
    }

    assertTrue(sequences.stream().allMatch(each -> each.equals(each.stream().sorted().toList())));
  }

  @DatabaseTest
  void keepsOneChainWhenTwoServersWriteToIt(TestDatabase database) throws Exception {
    try (var first = AuditLogs.on(database);
        var second = AuditLogs.onAnotherServer(database)) {
      inParallel(8, number -> (number % 2 == 0 ? first : second).fill(ACME, 40));

      var found = first.log.verify(ACME);
      assertEquals(List.of(320L, Optional.empty()), List.of(found.records(), found.broken()));
    }
  }

  @DatabaseTest
  void writesNothingOfABatchThatFailsInTheMiddle(TestDatabase database) {
    try (var audit = AuditLogs.on(database);
        var failing = new FailingStore(audit.tables).log()) {
      assertThrows(Problem.class, () -> failing.record(ACME, AuditLogs.event("test.event")));

      assertEquals(0, audit.log.verify(ACME).records());
    }
  }

  @DatabaseTest
  void goesOnAfterABatchThatFailedInTheMiddle(TestDatabase database) {
    try (var audit = AuditLogs.on(database);
        var failing = new FailingStore(audit.tables).log()) {
      assertThrows(Problem.class, () -> failing.record(ACME, AuditLogs.event("test.event")));

      assertEquals(1, failing.record(ACME, AuditLogs.event("test.event")).sequence());
    }
  }

  @DatabaseTest
  void refusesToBeginAChangeOnceNothingCouldBeWritten(TestDatabase database) {
    try (var audit = AuditLogs.on(database);
        var failing = new FailingStore(audit.tables).log()) {
      assertDoesNotThrow(failing::requireWritable);
      assertThrows(Problem.class, () -> failing.record(ACME, AuditLogs.event("test.event")));

      var refusal = assertThrows(Problem.class, failing::requireWritable);
      assertEquals("audit_unavailable", refusal.code());
    }
  }

  @DatabaseTest
  void tellsWhatWasNotRecordedWhenItCanWriteAgain(TestDatabase database) throws Exception {
    var resumed = new CountDownLatch(1);
    try (var audit = AuditLogs.on(database);
        var failing = new FailingStore(audit.tables).log()) {
      failing.addSink(records -> resumed.countDown());
      assertThrows(Problem.class, () -> failing.record(ACME, AuditLogs.event("test.event")));
      assertTrue(resumed.await(20, TimeUnit.SECONDS));

      var record = audit.store.after(AuditLog.PLATFORM, 0, 10).get(0);
      assertEquals("audit.resumed", record.entry().action());
      assertTrue(record.entry().details().contains(ACME + " test.event"));
    }
  }

  @DatabaseTest
  void letsChangesBeginAgainAfterThat(TestDatabase database) throws Exception {
    var resumed = new CountDownLatch(1);
    try (var audit = AuditLogs.on(database);
        var failing = new FailingStore(audit.tables).log()) {
      failing.addSink(records -> resumed.countDown());
      assertThrows(Problem.class, () -> failing.record(ACME, AuditLogs.event("test.event")));
      assertTrue(resumed.await(20, TimeUnit.SECONDS));
      failing.record(ACME, AuditLogs.event("test.event")); // the writer is past the probe

      assertDoesNotThrow(failing::requireWritable);
    }
  }

  @DatabaseTest
  void refusesToBeginAChangeAfterItsEnd(TestDatabase database) {
    try (var audit = AuditLogs.on(database)) {
      audit.log.close();

      assertThrows(Problem.class, audit.log::requireWritable);
    }
  }

  @DatabaseTest
  void verifiesARecordThatWasTooLongToBeKeptWhole(TestDatabase database) {
    var event =
        Builders.anAuditEvent()
            .of("a".repeat(5_000))
            .with("long", "x".repeat(100_000))
            .with("half a pair", "\uD83D")
            .build();
    try (var audit = AuditLogs.on(database)) {
      audit.log.record(ACME, event);

      assertEquals(Optional.empty(), audit.log.verify(ACME).broken());
    }
  }

  @DatabaseTest
  void verifiesTextThatDatabasesLikeToBend(TestDatabase database) {
    var event =
        Builders.anAuditEvent()
            .of("test.event ")
            .with("text", "\uD83D\uDE80 trailing  \u0000 nul \uD83D half \\ ' \"")
            .build();
    try (var audit = AuditLogs.on(database)) {
      audit.log.record(ACME, event);

      assertEquals(Optional.empty(), audit.log.verify(ACME).broken());
    }
  }

  @DatabaseTest
  void refusesWhatComesAfterItsEnd(TestDatabase database) {
    try (var audit = AuditLogs.on(database)) {
      audit.log.close();

      var refusal =
          assertThrows(Problem.class, () -> audit.log.record(ACME, AuditLogs.event("test.event")));
      assertEquals("audit_unavailable", refusal.code());
    }
  }

  @DatabaseTest
  void writesWhatWaitsBeforeItEnds(TestDatabase database) {
    try (var audit = AuditLogs.on(database)) {
      List<CompletableFuture<AuditReceipt>> waiting = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        waiting.add(audit.log.submit(ACME, AuditLogs.event("test.event")).toCompletableFuture());
      }
      audit.log.close();
      waiting.forEach(CompletableFuture::join);

      assertEquals(1_000, audit.log.verify(ACME).records());
    }
  }

  @DatabaseTest
  void givesSinksTheRecordsInTheOrderOfTheChain(TestDatabase database) throws Exception {
    var seen = new ConcurrentLinkedQueue<Long>();
    var done = new CountDownLatch(20);
    try (var audit = AuditLogs.on(database)) {
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
      done.await(10, TimeUnit.SECONDS);

      assertEquals(LongStream.rangeClosed(1, 20).boxed().toList(), List.copyOf(seen));
    }
  }

  @DatabaseTest
  void isNotHeldUpByASinkThatThrows(TestDatabase database) {
    try (var audit = AuditLogs.on(database)) {
      audit.log.addSink(
          records -> {
            throw new IllegalStateException("a sink's trouble");
          });
      audit.fill(ACME, 2);

      assertEquals(2, audit.log.verify(ACME).records());
    }
  }

  @Test
  void answers503WhileTheDatabaseIsAwayAndRecoversByItself() {
    try (var server = MariaDbServer.start();
        var database = TestDatabase.on(server, "lumo");
        var audit = AuditLogs.on(database)) {
      audit.fill(ACME, 3);
      server.kill();
      var refusal =
          assertThrows(Problem.class, () -> audit.log.record(ACME, AuditLogs.event("test.event")));
      server.startAgain();
      again(() -> audit.log.record(ACME, AuditLogs.event("test.event")));
      var found = again(() -> audit.log.verify(ACME));

      assertEquals(
          List.of(503, 4L, Optional.empty()),
          List.of(refusal.status(), found.records(), found.broken()));
    }
  }

  @Test
  void losesNoAcknowledgedRecordWhenTheDatabaseIsKilledWhileItWrites() throws Exception {
    try (var server = MariaDbServer.start();
        var database = TestDatabase.on(server, "lumo");
        var audit = AuditLogs.on(database)) {
      var acknowledged = new ConcurrentLinkedQueue<AuditReceipt>();
      var enough = new CountDownLatch(200);
      var writing =
          CompletableFuture.runAsync(
              () ->
                  inParallel(
                      4,
                      number -> {
                        try {
                          while (true) {
                            acknowledged.add(audit.log.record(ACME, AuditLogs.event("test.event")));
                            enough.countDown();
                          }
                        } catch (Problem unavailable) {
                          // the database is gone: as it should be
                        }
                      }));
      enough.await();
      server.kill();
      writing.join();
      server.startAgain();
      var stored = again(() -> audit.store.after(ACME, 0, 100_000)).stream().map(Row::id).toList();

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
      } catch (Problem unavailable) {
        if (attempt == 20) {
          throw unavailable;
        }
      }
    }
  }

  private static void inParallel(int threads, IntConsumer work) {
    var pool = Executors.newFixedThreadPool(threads);
    try {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        all.add(CompletableFuture.runAsync(() -> work.accept(number), pool));
      }
      all.forEach(CompletableFuture::join);
    } finally {
      pool.shutdown();
    }
  }
}
