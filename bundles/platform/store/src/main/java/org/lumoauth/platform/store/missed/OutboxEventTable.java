package org.lumoauth.platform.store.missed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.EventReplayStore.MissedEvent;
import org.lumoauth.platform.persistence.SqlStatements;
import org.lumoauth.platform.store.StoreInstantColumns;
import org.lumoauth.platform.store.StorePersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The table of events that were written down with their changes and have not been told. Other
 * bundles' transactions write to it: it is in the database that all share. What is looked for is of
 * every tenant.
 */
@Component(service = OutboxEventTable.class)
public final class OutboxEventTable {

  private final StorePersistenceUnit unit;

  @Activate
  public OutboxEventTable(@Reference StorePersistenceUnit unit) {
    this.unit = unit;
  }

  /** Adds one in the transaction of its change. */
  static void add(Connection connection, MissedEvent note) throws SQLException {
    DomainEvent event = note.event();
    SqlStatements.update(
        connection,
        "insert into store_announced (id, type, tenant_id, event_id, kept_at)"
            + " values (?, ?, ?, ?, ?)",
        note.id(),
        event.type(),
        event.tenantId(),
        event.id(),
        StoreInstantColumns.of(note.at()));
  }

  /** It was told. */
  void remove(MissedEvent note) {
    unit.groupCommit(
        "delete from store_announced where tenant_id = ? and id = ?",
        note.event().tenantId(),
        note.id());
  }

  /** Those that were written before then, in the order in which they were. */
  List<MissedEvent> findBefore(Instant end, int most) {
    return unit.autoCommit(
        connection ->
            SqlStatements.list(
                connection,
                MissedEventTable::missed,
                "select id, type, tenant_id, event_id, kept_at from store_announced"
                    + " where kept_at < ? order by kept_at, id limit ?",
                StoreInstantColumns.of(end),
                most));
  }

  /**
   * Makes of one what listeners missed. Of several nodes one does.
   *
   * @param missed what each listener is to hear, by its name
   */
  void moveToMissed(MissedEvent note, Map<String, MissedEvent> missed) {
    unit.<Void>transaction(
        connection -> {
          int own =
              SqlStatements.update(
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

  void erase(String tenantId) {
    unit.update("delete from store_announced where tenant_id = ?", tenantId);
  }
}
