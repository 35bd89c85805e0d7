/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Maps links to rows and back. */
public final class AuditRowMapper {

  /** The columns in the order in which this class reads and writes them. */
  public static final String COLUMNS =
      "tenant_id, seq, id, recorded_at, action, outcome, actor_type, actor_id, on_behalf_of,"
          + " target_type, target_id, target_name, message, request_id, remote_address, user_agent,"
          + " client_id, details, prev_hash, hash";

  private static final int WIDTH = 20;
  private static final String VALUES = "(?" + ", ?".repeat(WIDTH - 1) + ")";

  private AuditRowMapper() {}

  /** Returns the statement that inserts this number of rows. */
  static String insert(int rows) {
    return "INSERT INTO audit_record ("
        + COLUMNS
        + ") VALUES "
        + VALUES
        + (", " + VALUES).repeat(rows - 1);
  }

  /**
   * Sets the values of a row.
   *
   * @param place the index of the row in the statement, from 0
   */
  static void write(PreparedStatement statement, int place, AuditChainRow row) throws SQLException {
    int before = place * WIDTH;
    var entry = row.entry();
    statement.setString(before + 1, row.tenantId());
    statement.setLong(before + 2, row.sequence());
    statement.setString(before + 3, row.id());
    statement.setLong(before + 4, row.micros());
    statement.setString(before + 5, entry.action());
    statement.setString(before + 6, entry.outcome());
    statement.setString(before + 7, entry.actorType());
    statement.setString(before + 8, entry.actorId());
    statement.setString(before + 9, entry.onBehalfOf());
    statement.setString(before + 10, entry.targetType());
    statement.setString(before + 11, entry.targetId());
    statement.setString(before + 12, entry.targetName());
    statement.setString(before + 13, entry.message());
    statement.setString(before + 14, entry.requestId());
    statement.setString(before + 15, entry.remoteAddress());
    statement.setString(before + 16, entry.userAgent());
    statement.setString(before + 17, entry.clientId());
    statement.setString(before + 18, entry.details());
    statement.setBytes(before + 19, row.previousHash());
    statement.setBytes(before + 20, row.hash());
  }

  /** Reads the current row of the result set. */
  public static AuditChainRow read(ResultSet rows) throws SQLException {
    var entry =
        new SerializedAuditEvent(
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
    return new AuditChainRow(
        rows.getString(1),
        rows.getLong(2),
        rows.getString(3),
        rows.getLong(4),
        entry,
        rows.getBytes(19),
        rows.getBytes(20));
  }
}
