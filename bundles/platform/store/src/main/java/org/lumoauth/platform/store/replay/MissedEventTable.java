/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store.replay;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.MissedEventStore.MissedEvent;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.lumoauth.platform.store.RetryingPersistenceUnit;
import org.lumoauth.platform.store.replay.DatabaseMissedEventStore.ExpectedListener;

/**
 * The tables of listeners that must not miss events, and of the events to be delivered to them.
 * Listeners receive events of every tenant, so queries are not limited to one tenant.
 */
final class MissedEventTable {

  private final RetryingPersistenceUnit unit;

  MissedEventTable(RetryingPersistenceUnit unit) {
    this.unit = unit;
  }

  Map<String, ExpectedListener> expected() {
    Map<String, ExpectedListener> known = new HashMap<>();
    unit.autoCommit(
            connection ->
                SqlStatementRunner.list(
                    connection,
                    MissedEventTable::expected,
                    "select name, types, seen_at from store_listener"))
        .forEach(known::putAll);
    return known;
  }

  /** Another node may insert the same row concurrently. */
  void expect(String listener, ExpectedListener expected) {
    String types = String.join(" ", new TreeSet<>(expected.types()));
    long seen = EpochMicrosConverter.toMicros(expected.seenAt());
    if (unit.update(
            "update store_listener set types = ?, seen_at = ? where name = ?",
            types,
            seen,
            listener)
        == 0) {
      try {
        unit.update(
            "insert into store_listener (name, types, seen_at) values (?, ?, ?)",
            listener,
            types,
            seen);
      } catch (DuplicateKeyException e) {
        return;
      }
    }
  }

  void add(MissedEvent missed, String listener) {
    unit.<Integer>autoCommit(connection -> add(connection, missed, listener));
  }

  static int add(Connection connection, MissedEvent missed, String listener) throws SQLException {
    DomainEvent event = missed.event();
    return SqlStatementRunner.update(
        connection,
        "insert into store_missed (id, listener, type, tenant_id, event_id, kept_at)"
            + " values (?, ?, ?, ?, ?, ?)",
        missed.id(),
        listener,
        event.type(),
        event.tenantId(),
        event.id(),
        EpochMicrosConverter.toMicros(missed.at()));
  }

  Set<String> waiting() {
    return Set.copyOf(
        unit.autoCommit(
            connection ->
                SqlStatementRunner.list(
                    connection,
                    row -> row.getString("listener"),
                    "select distinct listener from store_missed")));
  }

  List<MissedEvent> findByListener(String listener, int most) {
    return unit.autoCommit(
        connection ->
            SqlStatementRunner.list(
                connection,
                MissedEventTable::missed,
                "select id, type, tenant_id, event_id, kept_at from store_missed where listener = ?"
                    + " order by id limit ?",
                listener,
                most));
  }

  void remove(MissedEvent missed) {
    unit.update(
        "delete from store_missed where tenant_id = ? and id = ?",
        missed.event().tenantId(),
        missed.id());
  }

  void purge(Instant before) {
    long end = EpochMicrosConverter.toMicros(before);
    unit.deleteInBatches("delete from store_missed where kept_at < ?", end);
    unit.deleteInBatches("delete from store_listener where seen_at < ?", end);
  }

  private static Map<String, ExpectedListener> expected(ResultSet row) throws SQLException {
    String types = row.getString("types");
    var expected =
        new ExpectedListener(
            Set.of(types.split(" ")), EpochMicrosConverter.toInstant(row.getLong("seen_at")));
    return Map.of(row.getString("name"), expected);
  }

  static MissedEvent missed(ResultSet row) throws SQLException {
    return new MissedEvent(
        row.getString("id"),
        new DomainEvent(
            row.getString("type"), row.getString("tenant_id"), row.getString("event_id")),
        EpochMicrosConverter.toInstant(row.getLong("kept_at")));
  }
}
