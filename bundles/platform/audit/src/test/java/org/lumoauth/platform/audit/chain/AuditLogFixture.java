/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditSink;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.TestBuilders;

/** An audit log on a test's database, and what to write into it. */
final class AuditLogFixture implements AutoCloseable {
  final PersistenceUnit tables;
  final AuditChainStore store;
  final ChainedAuditLog log;

  private AuditLogFixture(PersistenceUnitFactory units, AtomicLong numbers) {
    this.tables = units.open(TestDatabase.tablesOf(ChainedAuditLog.class));
    this.store = new AuditChainStore(tables);
    this.log = new ChainedAuditLog(store, identifiers(numbers));
  }

  static AuditLogFixture on(TestDatabase database) {
    return new AuditLogFixture(database.units(), new AtomicLong());
  }

  /** The log of another server on the same database; its identifiers are its own. */
  static AuditLogFixture onAnotherServer(TestDatabase database) {
    return new AuditLogFixture(database.anotherServer(), new AtomicLong(1_000_000));
  }

  static IdGenerator identifiers(AtomicLong numbers) {
    return prefix -> prefix + "%026d".formatted(numbers.incrementAndGet());
  }

  static AuditEvent event(String action) {
    return TestBuilders.anAuditEvent().of(action).with("number", 7).build();
  }

  DatabaseAuditTrailReader trail() {
    return new DatabaseAuditTrailReader(tables);
  }

  void fill(String tenant, int records) {
    for (int i = 1; i <= records; i++) {
      log.record(tenant, event("test.event" + i));
    }
  }

  /** Ends the log, and has a chain's head stand where it stood earlier. */
  void leaveHeadBehind(String tenant, long sequence) {
    log.close();
    AuditChainRow row = store.readAfter(tenant, sequence - 1, 1).get(0);
    tamper(
        "UPDATE audit_head SET seq = ?, hash = ?, recorded_at = ? WHERE tenant_id = ?",
        row.sequence(),
        row.hash(),
        row.micros(),
        tenant);
  }

  /** Does to the table what only somebody with the database's password can. */
  void tamper(String sql, Object... values) {
    tables.jdbc(
        connection -> {
          try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
              statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
          }
        });
  }

  @Override
  public void close() {
    log.close();
    tables.close();
  }

  static void inParallel(int threads, IntConsumer work) {
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

  static ChainedAuditLog log(AuditChainStore store) {
    return new ChainedAuditLog(store, identifiers(new AtomicLong(7_000_000)));
  }

  static AuditSink told(String tenant, CountDownLatch done) {
    return records ->
        records.stream()
            .filter(record -> record.tenantId().equals(tenant))
            .forEach(record -> done.countDown());
  }
}
