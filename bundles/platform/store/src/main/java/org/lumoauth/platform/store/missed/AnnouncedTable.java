package org.lumoauth.platform.store.missed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.MissedEvents.Missed;
import org.lumoauth.platform.persistence.Statements;
import org.lumoauth.platform.store.Micros;
import org.lumoauth.platform.store.StoreUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The table of events that were written down with their changes and have not been told. Other
 * bundles' transactions write to it: it is in the database that all share. What is looked for is of
 * every tenant.
 */
@Component(service = AnnouncedTable.class)
public final class AnnouncedTable {

  private final StoreUnit unit;

  @Activate
  public AnnouncedTable(@Reference StoreUnit unit) {
    this.unit = unit;
  }

  /** Adds one in the transaction of its change. */
  static void add(Connection connection, Missed note) throws SQLException {
    DomainEvent event = note.event();
    Statements.update(
        connection,
        "insert into store_announced (id, type, tenant_id, event_id, kept_at)"
            + " values (?, ?, ?, ?, ?)",
        note.id(),
        event.type(),
        event.tenantId(),
        event.id(),
        Micros.of(note.at()));
  }

  /** It was told. */
  void remove(Missed note) {
    unit.change(
        "delete from store_announced where tenant_id = ? and id = ?",
        note.event().tenantId(),
        note.id());
  }

  /** Those that were written before then, in the order in which they were. */
  List<Missed> before(Instant end, int most) {
    return unit.statement(
        connection ->
            Statements.list(
                connection,
                MissedTable::missed,
                "select id, type, tenant_id, event_id, kept_at from store_announced"
                    + " where kept_at < ? order by kept_at, id limit ?",
                Micros.of(end),
                most));
  }

  /**
   * Makes of one what listeners missed. Of several nodes one does.
   *
   * @param missed what each listener is to hear, by its name
   */
  void hand(Missed note, Map<String, Missed> missed) {
    unit.<Void>transaction(
        connection -> {
          int own =
              Statements.update(
                  connection,
                  "delete from store_announced where tenant_id = ? and id = ?",
                  note.event().tenantId(),
                  note.id());
          if (own == 1) {
            for (Map.Entry<String, Missed> each : missed.entrySet()) {
              MissedTable.add(connection, each.getValue(), each.getKey());
            }
          }
          return null;
        });
  }

  void erase(String tenantId) {
    unit.update("delete from store_announced where tenant_id = ?", tenantId);
  }
}
