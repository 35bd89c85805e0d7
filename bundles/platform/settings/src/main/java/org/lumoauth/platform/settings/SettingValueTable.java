/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;

/** Stores the settings of tenants. */
final class SettingValueTable {
  /** The maximum number of characters of the column; longer texts have a column of their own. */
  private static final int SHORT = 8_000;

  private static final String SELECT =
      "SELECT section, name, plain, long_plain, sealed FROM settings_value";

  private static final String WHERE = " WHERE tenant_id = ? AND section = ? AND name = ?";

  private final PersistenceUnit unit;

  SettingValueTable(PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * A row. At most one of {@code plain} and {@code sealed} is set. A row without both is deleted.
   */
  record SettingValueRow(String section, String name, String plain, byte[] sealed) {}

  /** Returns all settings of the tenant. */
  List<SettingValueRow> rows(String tenantId) {
    return unit.list(SettingValueTable::read, SELECT + " WHERE tenant_id = ?", tenantId);
  }

  /**
   * Writes rows in one transaction.
   *
   * @return the previous versions of the rows that existed; no concurrent change happened in
   *     between
   */
  List<SettingValueRow> write(String tenantId, List<SettingValueRow> rows) {
    return unit.retryingTransaction(
        connection -> {
          List<SettingValueRow> replaced = new ArrayList<>();
          for (SettingValueRow row : rows) {
            var there = locked(connection, tenantId, row);
            write(connection, tenantId, row, !there.isEmpty());
            replaced.addAll(there);
          }
          return replaced;
        });
  }

  private static List<SettingValueRow> locked(
      Connection connection, String tenantId, SettingValueRow row) throws SQLException {
    return SqlStatementRunner.list(
        connection,
        SettingValueTable::read,
        SELECT + WHERE + " FOR UPDATE",
        tenantId,
        row.section(),
        row.name());
  }

  private static SettingValueRow read(ResultSet row) throws SQLException {
    String plain = row.getString(3);
    return new SettingValueRow(
        row.getString(1),
        row.getString(2),
        plain == null ? row.getString(4) : plain,
        row.getBytes(5));
  }

  /**
   * Writes one row.
   *
   * @param there whether the row exists and is therefore locked. A missing row is not locked, and a
   *     concurrent insert fails on its key and is never overwritten unseen
   */
  private static void write(
      Connection connection, String tenantId, SettingValueRow row, boolean there)
      throws SQLException {
    boolean wanted = row.plain() != null || row.sealed() != null;
    boolean isLong = row.plain() != null && row.plain().length() > SHORT;
    if (wanted) {
      SqlStatementRunner.update(
          connection,
          there
              ? "UPDATE settings_value SET plain = ?, long_plain = ?, sealed = ?" + WHERE
              : "INSERT INTO settings_value (plain, long_plain, sealed, tenant_id, section, name)"
                  + " VALUES (?, ?, ?, ?, ?, ?)",
          isLong ? null : row.plain(),
          isLong ? row.plain() : null,
          row.sealed(),
          tenantId,
          row.section(),
          row.name());
    } else if (there) {
      SqlStatementRunner.update(
          connection, "DELETE FROM settings_value" + WHERE, tenantId, row.section(), row.name());
    }
  }
}
