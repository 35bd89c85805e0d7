package org.lumoauth.platform.audit.chain;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Links between Java and the table. */
public final class RowMapping {

  /** The columns, in the order that this class reads and writes them. */
  public static final String COLUMNS =
      "tenant_id, seq, id, recorded_at, action, outcome, actor_type, actor_id, on_behalf_of,"
          + " target_type, target_id, target_name, message, request_id, remote_address, user_agent,"
          + " client_id, details, prev_hash, hash";

  static final String INSERT =
      "INSERT INTO audit_record ("
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private RowMapping() {}

  static void write(PreparedStatement statement, Row row) throws SQLException {
    var entry = row.entry();
    statement.setString(1, row.tenantId());
    statement.setLong(2, row.sequence());
    statement.setString(3, row.id());
    statement.setLong(4, row.micros());
    statement.setString(5, entry.action());
    statement.setString(6, entry.outcome());
    statement.setString(7, entry.actorType());
    statement.setString(8, entry.actorId());
    statement.setString(9, entry.onBehalfOf());
    statement.setString(10, entry.targetType());
    statement.setString(11, entry.targetId());
    statement.setString(12, entry.targetName());
    statement.setString(13, entry.message());
    statement.setString(14, entry.requestId());
    statement.setString(15, entry.remoteAddress());
    statement.setString(16, entry.userAgent());
    statement.setString(17, entry.clientId());
    statement.setString(18, entry.details());
    statement.setBytes(19, row.previousHash());
    statement.setBytes(20, row.hash());
  }

  /** Reads the row that the result set stands on. */
  public static Row read(ResultSet rows) throws SQLException {
    var entry =
        new Entry(
            rows.getString(5),
            rows.getString(6),
            rows.getString(7),
            rows.getString(8),
            rows.getString(9),
            rows.getString(10),
            rows.getString(11),
            rows.getString(12),
            rows.getString(13),
            rows.getString(14),
            rows.getString(15),
            rows.getString(16),
            rows.getString(17),
            rows.getString(18));
    return new Row(
        rows.getString(1),
        rows.getLong(2),
        rows.getString(3),
        rows.getLong(4),
        entry,
        rows.getBytes(19),
        rows.getBytes(20));
  }
}
