package org.lumoauth.platform.store.missed;

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
import org.lumoauth.api.event.MissedEvents.Missed;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.Statements;
import org.lumoauth.platform.store.Micros;
import org.lumoauth.platform.store.StoreUnit;
import org.lumoauth.platform.store.missed.StoredMissedEvents.Expected;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The tables of listeners that are to miss nothing and of what they have still to hear. Listeners
 * hear of every tenant: what is read for them and cleared out is of all.
 */
@Component(service = MissedTable.class)
public final class MissedTable {

  private final StoreUnit unit;

  @Activate
  public MissedTable(@Reference StoreUnit unit) {
    this.unit = unit;
  }

  Map<String, Expected> expected() {
    Map<String, Expected> known = new HashMap<>();
    unit.statement(
            connection ->
                Statements.list(
                    connection,
                    MissedTable::expected,
                    "select name, types, seen_at from store_listener"))
        .forEach(known::putAll);
    return known;
  }

  /** Another node may put it there at the same time; then it is there. */
  void expect(String listener, Expected expected) {
    String types = String.join(" ", new TreeSet<>(expected.types()));
    long seen = Micros.of(expected.seenAt());
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

  void add(Missed missed, String listener) {
    unit.<Integer>statement(connection -> add(connection, missed, listener));
  }

  static int add(Connection connection, Missed missed, String listener) throws SQLException {
    DomainEvent event = missed.event();
    return Statements.update(
        connection,
        "insert into store_missed (id, listener, type, tenant_id, event_id, kept_at)"
            + " values (?, ?, ?, ?, ?, ?)",
        missed.id(),
        listener,
        event.type(),
        event.tenantId(),
        event.id(),
        Micros.of(missed.at()));
  }

  Set<String> waiting() {
    return Set.copyOf(
        unit.statement(
            connection ->
                Statements.list(
                    connection,
                    row -> row.getString("listener"),
                    "select distinct listener from store_missed")));
  }

  List<Missed> of(String listener, int most) {
    return unit.statement(
        connection ->
            Statements.list(
                connection,
                MissedTable::missed,
                "select id, type, tenant_id, event_id, kept_at from store_missed where listener = ?"
                    + " order by id limit ?",
                listener,
                most));
  }

  void remove(Missed missed) {
    unit.update(
        "delete from store_missed where tenant_id = ? and id = ?",
        missed.event().tenantId(),
        missed.id());
  }

  void purge(Instant before) {
    long end = Micros.of(before);
    unit.purge("delete from store_missed where kept_at < ?", end);
    unit.purge("delete from store_listener where seen_at < ?", end);
  }

  void erase(String tenantId) {
    unit.purge("delete from store_missed where tenant_id = ?", tenantId);
  }

  private static Map<String, Expected> expected(ResultSet row) throws SQLException {
    String types = row.getString("types");
    var expected = new Expected(Set.of(types.split(" ")), Micros.instant(row.getLong("seen_at")));
    return Map.of(row.getString("name"), expected);
  }

  static Missed missed(ResultSet row) throws SQLException {
    return new Missed(
        row.getString("id"),
        new DomainEvent(
            row.getString("type"), row.getString("tenant_id"), row.getString("event_id")),
        Micros.instant(row.getLong("kept_at")));
  }
}
