/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.MissedEventStore.MissedEvent;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.lumoauth.platform.store.RetryingPersistenceUnit;

/**
 * The table of events that were stored with their changes and not delivered yet. Transactions of
 * other bundles write to it, so it is in the shared database. Queries are not limited to one
 * tenant.
 */
final class OutboxEventTable {

  private final RetryingPersistenceUnit unit;

  OutboxEventTable(RetryingPersistenceUnit unit) {
    this.unit = unit;
  }

  /** Adds an event in the transaction of its change. */
  static void add(Connection connection, MissedEvent note) throws SQLException {
    DomainEvent event = note.event();
    SqlStatementRunner.update(
        connection,
        "insert into store_announced (id, type, tenant_id, event_id, kept_at)"
            + " values (?, ?, ?, ?, ?)",
        note.id(),
        event.type(),
        event.tenantId(),
        event.id(),
        EpochMicrosConverter.toMicros(note.at()));
  }

  /** Removes a delivered event. */
  void remove(MissedEvent note) {
    unit.groupCommit(
        "delete from store_announced where tenant_id = ? and id = ?",
        note.event().tenantId(),
        note.id());
  }

  /** Returns the events written before the given time, in the order of writing. */
  List<MissedEvent> findBefore(Instant end, int most) {
    return unit.autoCommit(
        connection ->
            SqlStatementRunner.list(
                connection,
                MissedEventTable::missed,
                "select id, type, tenant_id, event_id, kept_at from store_announced"
                    + " where kept_at < ? order by kept_at, id limit ?",
                EpochMicrosConverter.toMicros(end),
                most));
  }

  /**
   * Converts an event to missed events of listeners. Of several nodes only one succeeds.
   *
   * @param missed the missed event of each listener, by its name
   */
  void moveToMissed(MissedEvent note, Map<String, MissedEvent> missed) {
    unit.<Void>transaction(
        connection -> {
          int own =
              SqlStatementRunner.update(
                  connection,
                  "delete from store_announced where tenant_id = ? and id = ?",
                  note.event().tenantId(),
                  note.id());
          if (own == 1) {
            for (Map.Entry<String, MissedEvent> each : missed.entrySet()) {
              MissedEventTable.add(connection, each.getValue(), each.getKey());
            }
          }
          return null;
        });
  }
}
