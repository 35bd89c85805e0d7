/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.stream.StreamStatus;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores events until their receivers accept them. */
@Component(service = SecurityEventOutbox.class)
public final class SecurityEventOutbox {

  /**
   * Positions per audit record, so that the events of one record and the stream events after it
   * keep their order.
   */
  private static final int PLACES_PER_RECORD = 8;

  private static final String OF = " where tenant_id = ? and stream_id = ?";

  private final PersistenceUnit unit;

  @Activate
  public SecurityEventOutbox(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * An event to add.
   *
   * @param order the position within the stream
   * @param ofStream whether the event is about the stream itself
   */
  public record Entry(
      EventStream stream, QueuedSecurityEvent event, long order, boolean ofStream, Instant now) {}

  /** Returns the first position of the events of a record. */
  static long of(long record) {
    return record * PLACES_PER_RECORD;
  }

  /** Returns the position of stream events after the chain was read up to this record. */
  public static long isBehind(long record) {
    return of(record) + PLACES_PER_RECORD - 1;
  }

  /** Adds an event in a transaction that locks the tenant's position. */
  public void add(Connection connection, Entry entry) throws SQLException {
    SqlStatementRunner.update(
        connection,
        "insert into ssf_event"
            + " (tenant_id, stream_id, jti, place_no, of_stream, claims, created_us)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        entry.stream().tenantId(),
        entry.stream().id(),
        entry.event().jti(),
        entry.order(),
        entry.ofStream(),
        entry.event().claims(),
        entry.now());
  }

  /** Returns the number of queued events of a stream. */
  public long count(Connection connection, EventStream stream) throws SQLException {
    return SqlStatementRunner.first(
            connection,
            row -> row.getLong(1),
            "select count(*) from ssf_event" + OF,
            stream.tenantId(),
            stream.id())
        .orElse(0L);
  }

  /** Returns the events that may be delivered now, the oldest first. */
  public List<QueuedSecurityEvent> findQueued(EventStream stream, int limit) {
    String which = stream.status() == StreamStatus.ENABLED ? "" : " and of_stream = true";
    return unit.list(
        row -> new QueuedSecurityEvent(row.getString(1), row.getString(2)),
        "select jti, claims from ssf_event" + OF + which + " order by place_no, jti limit " + limit,
        stream.tenantId(),
        stream.id());
  }

  /** Removes events of this stream; returns how many of them existed. */
  public int remove(EventStream stream, Collection<String> jtis) {
    if (jtis.isEmpty()) {
      return 0;
    }
    Object[] values = new Object[jtis.size() + 2];
    values[0] = stream.tenantId();
    values[1] = stream.id();
    int next = 2;
    for (String jti : jtis) {
      values[next++] = jti;
    }
    return unit.update(
        "delete from ssf_event" + OF + " and jti in (?" + ", ?".repeat(jtis.size() - 1) + ")",
        values);
  }

  /** Returns whether an event of the stream was queued before that time. */
  public boolean hasEventsOlderThan(EventStream stream, Instant time) {
    return unit.first(
            row -> row.getInt(1),
            "select 1 from ssf_event" + OF + " and of_stream = false and created_us < ? limit 1",
            stream.tenantId(),
            stream.id(),
            time)
        .isPresent();
  }

  /** Removes events about the stream itself that were not accepted in time. */
  public void discardOlder(EventStream stream, Instant before) {
    unit.update(
        "delete from ssf_event" + OF + " and of_stream = true and created_us < ?",
        stream.tenantId(),
        stream.id(),
        before);
  }
}
