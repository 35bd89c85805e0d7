/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.stream;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.agents.ssf.AuditChainPositionStore;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores streams. Every statement is restricted to a tenant, except those that find due work. */
@Component(service = EventStreamStore.class)
public final class EventStreamStore {

  private static final String SELECT =
      "select " + EventStreamRowMapper.COLUMNS + " from ssf_stream";
  private static final String ONE = " where tenant_id = ? and stream_id = ?";

  private final PersistenceUnit unit;
  private final AuditChainPositionStore positions;
  private final EventStreamRowMapper rows;

  @Activate
  public EventStreamStore(
      @Reference PersistenceUnit unit,
      @Reference AuditChainPositionStore positions,
      @Reference SecretProtectionService vault) {
    this.unit = unit;
    this.positions = positions;
    this.rows = new EventStreamRowMapper(vault);
  }

  /**
   * Adds a stream that starts with the next record.
   *
   * @param most the maximum number of streams of the owner
   * @return false if the limit is reached
   */
  boolean add(EventStream stream, int most) {
    positions.startAt(stream.tenantId(), stream.from());
    return positions.runLocked(
        stream.tenantId(),
        (connection, place) -> {
          if (ofOwner(connection, stream.tenantId(), stream.owner()).size() >= most) {
            return false;
          }
          SqlStatementRunner.update(
              connection,
              "insert into ssf_stream ("
                  + EventStreamRowMapper.COLUMNS
                  + ", next_us, attempts) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                  + " ?, 0, 0)",
              stream.tenantId(),
              stream.id(),
              stream.owner().type(),
              stream.owner().id(),
              stream.audience(),
              EventStreamRowMapper.method(stream.delivery()),
              stream.delivery().endpointUrl().orElse(null),
              rows.sealed(stream),
              EventStreamRowMapper.text(stream.requested()),
              stream.description(),
              stream.status().wire(),
              stream.reason(),
              stream.everybody(),
              stream.from(),
              stream.createdAt(),
              stream.verifiedAt(),
              stream.version());
          return true;
        });
  }

  /** Returns the stream. */
  public Optional<EventStream> find(String tenantId, String id) {
    return unit.first(rows::read, SELECT + ONE, tenantId, id);
  }

  /** Returns an owner's streams, the oldest first. */
  public List<EventStream> ofOwner(String tenantId, SubjectRef owner) {
    return unit.autoCommit(connection -> ofOwner(connection, tenantId, owner));
  }

  /** Returns a tenant's streams. */
  public List<EventStream> ofTenant(String tenantId) {
    return unit.list(rows::read, SELECT + " where tenant_id = ?", tenantId);
  }

  /** Returns the tenants with streams. */
  public List<String> tenants() {
    return unit.list(row -> row.getString(1), "select distinct tenant_id from ssf_stream");
  }

  /**
   * Replaces a stream within a transaction that locks the tenant's position. The queued events of a
   * disabled stream are deleted.
   *
   * @return false if it was changed since it was read
   */
  public boolean replace(Connection connection, EventStream stream) throws SQLException {
    int changed =
        SqlStatementRunner.update(
            connection,
            "update ssf_stream set method = ?, endpoint_url = ?, authorization_sealed = ?,"
                + " events_requested = ?, description = ?, status = ?, reason = ?, from_seq = ?,"
                + " version_no = version_no + 1, next_us = 0, attempts = 0"
                + ONE
                + " and version_no = ?",
            EventStreamRowMapper.method(stream.delivery()),
            stream.delivery().endpointUrl().orElse(null),
            rows.sealed(stream),
            EventStreamRowMapper.text(stream.requested()),
            stream.description(),
            stream.status().wire(),
            stream.reason(),
            stream.from(),
            stream.tenantId(),
            stream.id(),
            stream.version());
    if (changed == 1 && stream.status() == StreamStatus.DISABLED) {
      SqlStatementRunner.update(
          connection, "delete from ssf_event" + ONE, stream.tenantId(), stream.id());
    }
    return changed == 1;
  }

  /** Replaces a stream in its own transaction. */
  boolean replace(EventStream stream) {
    return positions.runLocked(
        stream.tenantId(), (connection, place) -> replace(connection, stream));
  }

  /**
   * Stores the time of a verification request; of two concurrent requests exactly one gets true.
   */
  public boolean markVerified(EventStream stream, Instant now) {
    return unit.update(
            "update ssf_stream set verified_us = ?" + ONE + " and verified_us = ?",
            now,
            stream.tenantId(),
            stream.id(),
            stream.verifiedAt())
        == 1;
  }

  /** Deletes a stream. Its queued events are deleted first, in batches. */
  public boolean remove(String tenantId, String id) {
    unit.deleteInBatches("delete from ssf_event" + ONE, tenantId, id);
    return positions.runLocked(
        tenantId,
        (connection, place) -> {
          SqlStatementRunner.update(connection, "delete from ssf_event" + ONE, tenantId, id);
          SqlStatementRunner.update(connection, "delete from ssf_subject" + ONE, tenantId, id);
          return SqlStatementRunner.update(connection, "delete from ssf_stream" + ONE, tenantId, id)
              == 1;
        });
  }

  private List<EventStream> ofOwner(Connection connection, String tenantId, SubjectRef owner)
      throws SQLException {
    return SqlStatementRunner.list(
        connection,
        rows::read,
        SELECT + " where tenant_id = ? and owner_type = ? and owner_id = ? order by stream_id",
        tenantId,
        owner.type(),
        owner.id());
  }
}
