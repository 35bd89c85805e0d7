package org.lumoauth.platform.settings;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores the settings of tenants. */
@Component(service = SettingValueTable.class)
public final class SettingValueTable {
  /** The maximum number of characters of the column; longer texts have a column of their own. */
  private static final int SHORT = 8_000;

  private static final String SELECT =
      "SELECT section, name, plain, long_plain, sealed FROM settings_value";

  private static final String WHERE = " WHERE tenant_id = ? AND section = ? AND name = ?";

  private final SettingsSqlGateway unit;

  @Activate
  public SettingValueTable(@Reference SettingsSqlGateway unit) {
    this.unit = unit;
  }

  /**
   * A row. At most one of {@code plain} and {@code sealed} is set. A row without both is deleted.
   */
  record SettingValueRow(String section, String name, String plain, byte[] sealed) {}

  /** Returns all settings of the tenant. */
  List<SettingValueRow> rows(String tenantId) {
    return unit.autoCommit(
        connection -> {
          try (var statement = connection.prepareStatement(SELECT + " WHERE tenant_id = ?")) {
            statement.setString(1, tenantId);
            return read(statement);
          }
        });
  }

  /**
   * Writes rows in one transaction.
   *
   * @return the previous versions of the rows that existed; no concurrent change happened in
   *     between
   */
  List<SettingValueRow> write(String tenantId, List<SettingValueRow> rows) {
    return unit.jdbc(
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
    try (var statement = connection.prepareStatement(SELECT + WHERE + " FOR UPDATE")) {
      statement.setString(1, tenantId);
      statement.setString(2, row.section());
      statement.setString(3, row.name());
      return read(statement);
    }
  }

  /** Deletes all rows of a tenant. */
  void erase(String tenantId) {
    unit.jdbc(
        connection -> {
          try (var statement =
              connection.prepareStatement("DELETE FROM settings_value WHERE tenant_id = ?")) {
            statement.setString(1, tenantId);
            return statement.executeUpdate();
          }
        });
  }

  private static List<SettingValueRow> read(PreparedStatement statement) throws SQLException {
    List<SettingValueRow> found = new ArrayList<>();
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        String plain = rows.getString(3);
        found.add(
            new SettingValueRow(
                rows.getString(1),
                rows.getString(2),
                plain == null ? rows.getString(4) : plain,
                rows.getBytes(5)));
      }
    }
    return found;
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
    if (wanted && there) {
      var update = "UPDATE settings_value SET plain = ?, long_plain = ?, sealed = ?" + WHERE;
      execute(connection, update, tenantId, row, true);
    } else if (wanted) {
      var insert =
          "INSERT INTO settings_value (plain, long_plain, sealed, tenant_id, section, name)"
              + " VALUES (?, ?, ?, ?, ?, ?)";
      execute(connection, insert, tenantId, row, true);
    } else if (there) {
      execute(connection, "DELETE FROM settings_value" + WHERE, tenantId, row, false);
    }
  }

  private static void execute(
      Connection connection, String sql, String tenantId, SettingValueRow row, boolean withValue)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      int at = 1;
      if (withValue) {
        boolean isLong = row.plain() != null && row.plain().length() > SHORT;
        statement.setString(at++, isLong ? null : row.plain());
        statement.setString(at++, isLong ? row.plain() : null);
        statement.setBytes(at++, row.sealed());
      }
      statement.setString(at++, tenantId);
      statement.setString(at++, row.section());
      statement.setString(at, row.name());
      statement.executeUpdate();
    }
  }
}
