package org.lumoauth.agents.ssf.stream;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.agents.ssf.Micros;
import org.lumoauth.agents.ssf.SsfUnit;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.platform.persistence.Statements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps streams. Every statement names the tenant, but those that look for work. */
@Component(service = StreamStore.class)
public final class StreamStore {

  private static final String SELECT = "select " + StreamRows.COLUMNS + " from ssf_stream";
  private static final String ONE = " where tenant_id = ? and stream_id = ?";

  private final SsfUnit unit;
  private final StreamRows rows;

  @Activate
  public StreamStore(@Reference SsfUnit unit, @Reference SecretVault vault) {
    this.unit = unit;
    this.rows = new StreamRows(vault);
  }

  /**
   * Adds a stream that hears of what is recorded from now on.
   *
   * @param most how many streams the owner may have
   * @return false if that many are there
   */
  boolean add(EventStream stream, int most) {
    unit.beginAt(stream.tenantId(), stream.from());
    return unit.locked(
        stream.tenantId(),
        (connection, place) -> {
          if (ofOwner(connection, stream.tenantId(), stream.owner()).size() >= most) {
            return false;
          }
          Statements.update(
              connection,
              "insert into ssf_stream ("
                  + StreamRows.COLUMNS
                  + ", next_us, attempts) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                  + " ?, 0, 0)",
              stream.tenantId(),
              stream.id(),
              stream.owner().type(),
              stream.owner().id(),
              stream.audience(),
              StreamRows.method(stream.delivery()),
              stream.delivery().endpointUrl().orElse(null),
              rows.sealed(stream),
              StreamRows.text(stream.requested()),
              stream.description(),
              stream.status().wire(),
              stream.reason(),
              stream.everybody(),
              stream.from(),
              Micros.of(stream.createdAt()),
              Micros.of(stream.verifiedAt()),
              stream.version());
          return true;
        });
  }

  /** The stream. */
  public Optional<EventStream> find(String tenantId, String id) {
    return unit.jdbc(connection -> query(connection, SELECT + ONE, tenantId, id)).stream()
        .findFirst();
  }

  /** An owner's streams, the oldest first. */
  public List<EventStream> ofOwner(String tenantId, SubjectRef owner) {
    return unit.jdbc(connection -> ofOwner(connection, tenantId, owner));
  }

  /** A tenant's streams. */
  public List<EventStream> ofTenant(String tenantId) {
    return unit.jdbc(connection -> query(connection, SELECT + " where tenant_id = ?", tenantId));
  }

  /** Tenants that have streams. */
  public List<String> tenants() {
    return unit.jdbc(
        connection ->
            Statements.list(
                connection, row -> row.getString(1), "select distinct tenant_id from ssf_stream"));
  }

  /**
   * Replaces a stream within a transaction that holds the tenant's place. What waits for one that
   * is disabled is gone.
   *
   * @return false if somebody else changed it since it was read
   */
  public boolean replace(Connection connection, EventStream stream) throws SQLException {
    int changed =
        Statements.update(
            connection,
            "update ssf_stream set method = ?, endpoint_url = ?, authorization_sealed = ?,"
                + " events_requested = ?, description = ?, status = ?, reason = ?, from_seq = ?,"
                + " version_no = version_no + 1, next_us = 0, attempts = 0"
                + ONE
                + " and version_no = ?",
            StreamRows.method(stream.delivery()),
            stream.delivery().endpointUrl().orElse(null),
            rows.sealed(stream),
            StreamRows.text(stream.requested()),
            stream.description(),
            stream.status().wire(),
            stream.reason(),
            stream.from(),
            stream.tenantId(),
            stream.id(),
            stream.version());
    if (changed == 1 && stream.status() == Status.DISABLED) {
      Statements.update(connection, "delete from ssf_event" + ONE, stream.tenantId(), stream.id());
    }
    return changed == 1;
  }

  /** The same in a transaction of its own. */
  boolean replace(EventStream stream) {
    return unit.locked(stream.tenantId(), (connection, place) -> replace(connection, stream));
  }

  /** Notes that a verification is asked for; of two requests at once one gets true. */
  public boolean verified(EventStream stream, Instant now) {
    return unit.update(
            "update ssf_stream set verified_us = ?" + ONE + " and verified_us = ?",
            Micros.of(now),
            stream.tenantId(),
            stream.id(),
            Micros.of(stream.verifiedAt()))
        == 1;
  }

  /** Removes a stream with everything that waits for it: that before, a part at a time. */
  public boolean remove(String tenantId, String id) {
    unit.purge("delete from ssf_event" + ONE, tenantId, id);
    return unit.locked(
        tenantId,
        (connection, place) -> {
          Statements.update(connection, "delete from ssf_event" + ONE, tenantId, id);
          Statements.update(connection, "delete from ssf_subject" + ONE, tenantId, id);
          return Statements.update(connection, "delete from ssf_stream" + ONE, tenantId, id) == 1;
        });
  }

  /** Removes everything of a tenant. */
  public void erase(String tenantId) {
    for (String table : List.of("ssf_event", "ssf_subject", "ssf_stream", "ssf_place")) {
      unit.purge("delete from " + table + " where tenant_id = ?", tenantId);
    }
  }

  private List<EventStream> ofOwner(Connection connection, String tenantId, SubjectRef owner)
      throws SQLException {
    return query(
        connection,
        SELECT + " where tenant_id = ? and owner_type = ? and owner_id = ? order by stream_id",
        tenantId,
        owner.type(),
        owner.id());
  }

  private List<EventStream> query(Connection connection, String sql, Object... values)
      throws SQLException {
    return Statements.list(connection, rows::read, sql, values);
  }
}
