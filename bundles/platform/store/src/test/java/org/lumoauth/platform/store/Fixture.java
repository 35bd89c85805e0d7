package org.lumoauth.platform.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.store.missed.AnnouncedTable;
import org.lumoauth.platform.store.missed.MissedTable;
import org.lumoauth.platform.store.missed.StoredMissedEvents;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeSecretVault;

/** The store on a test's database, by a clock that the test sets. */
final class Fixture implements AutoCloseable {
  static final TenantContext ACME =
      Builders.aTenant("acme").withId("ten_01K9Z3V7Q8J4M2N6P0R5S7T9WA").build();
  static final TenantContext GLOBEX =
      Builders.aTenant("globex").withId("ten_01K9Z3V7Q8J4M2N6P0R5S7T9WB").build();
  static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  final AtomicReference<Instant> now;
  final StoreUnit unit;
  final RecordTable table;
  final CountTable counts;
  final StoredRecords store;
  final StoredAttemptLimiter limiter;
  private final SecretVault vault;

  Fixture(TestDatabase database) {
    this(database.units(), new FakeSecretVault(), new AtomicReference<>(NOON));
  }

  private Fixture(PersistenceUnits units, SecretVault vault, AtomicReference<Instant> now) {
    this.now = now;
    this.vault = vault;
    this.unit = new StoreUnit(units);
    this.table = new RecordTable(unit);
    this.counts = new CountTable(unit);
    this.limiter = new StoredAttemptLimiter(counts, vault, clock());
    this.store = new StoredRecords(table, new StoredJson(), vault, clock());
  }

  /** Another server on the same database with the same master key. */
  Fixture anotherServer(TestDatabase database) {
    return new Fixture(database.anotherServer(), vault, now);
  }

  StoredMissedEvents missed() {
    return new StoredMissedEvents(
        new MissedTable(unit), new AnnouncedTable(unit), new FakeIdentifiers());
  }

  InstantSource clock() {
    return now::get;
  }

  long rows() {
    return rows("store_record");
  }

  long rows(String table) {
    return unit.statement(
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
    unit.close();
  }
}
