/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.store.replay.DatabaseMissedEventStore;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;

/** The store on a test's database, by a clock that the test sets. */
final class StoreModuleFixture implements AutoCloseable {
  static final TenantContext ACME =
      TestBuilders.aTenant("acme").withId("ten_01K9Z3V7Q8J4M2N6P0R5S7T9WA").build();
  static final TenantContext GLOBEX =
      TestBuilders.aTenant("globex").withId("ten_01K9Z3V7Q8J4M2N6P0R5S7T9WB").build();
  static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  final AtomicReference<Instant> now;
  final PersistenceUnit tables;
  final RetryingPersistenceUnit unit;
  final ShortLivedRecordTable table;
  final AttemptCountTable counts;
  final DatabaseShortLivedRecordStore store;
  final DatabaseAttemptLimiter limiter;
  private final SecretProtectionService vault;

  StoreModuleFixture(TestDatabase database) {
    this(database.units(), new FakeSecretProtectionService(), new AtomicReference<>(NOON));
  }

  private StoreModuleFixture(
      PersistenceUnitFactory units, SecretProtectionService vault, AtomicReference<Instant> now) {
    this.now = now;
    this.vault = vault;
    this.tables = units.open(TestDatabase.tablesOf(DatabaseAttemptLimiter.class));
    this.unit = new RetryingPersistenceUnit(tables);
    this.table = new ShortLivedRecordTable(unit);
    this.counts = new AttemptCountTable(unit);
    this.limiter = new DatabaseAttemptLimiter(tables, vault, clock());
    this.store = new DatabaseShortLivedRecordStore(tables, new RecordJsonCodec(), vault, clock());
  }

  /** Another server on the same database with the same master key. */
  StoreModuleFixture anotherServer(TestDatabase database) {
    return new StoreModuleFixture(database.anotherServer(), vault, now);
  }

  DatabaseMissedEventStore missed() {
    return new DatabaseMissedEventStore(tables, new FakeIdGenerator(), InstantSource.system());
  }

  InstantSource clock() {
    return now::get;
  }

  long rows() {
    return rows("store_record");
  }

  long rows(String table) {
    return unit.autoCommit(
        connection -> {
          try (var statement = connection.createStatement();
              var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
          }
        });
  }

  @Override
  public void close() {
    tables.close();
  }
}
