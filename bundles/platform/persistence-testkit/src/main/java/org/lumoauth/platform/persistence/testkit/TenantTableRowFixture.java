/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.lumoauth.platform.persistence.datasource.DatabaseKind;

/**
 * The rows of tenants in all tables of an H2 database that have a {@code tenant_id}. Inserted rows
 * contain values of the right type without a meaning.
 */
public final class TenantTableRowFixture {
  private static final String TENANT = "TENANT_ID";

  private final DataSource database;
  private long made;

  private record TenantTableColumn(String name, int type, int size) {}

  /**
   * Creates an accessor for this database.
   *
   * @throws IllegalArgumentException if it is not H2
   */
  public TenantTableRowFixture(TestDatabase database) {
    if (database.kind() != DatabaseKind.H2) {
      throw new IllegalArgumentException("only H2 accepts rows without their parent rows");
    }
    this.database = database.dataSource();
  }

  /** Adds a row of the tenant to every table. */
  public void add(String tenantId) {
    in(
        connection -> {
          execute(connection, "set referential_integrity false");
          for (var table : tables(connection).entrySet()) {
            insert(connection, table.getKey(), table.getValue(), tenantId);
          }
          return null;
        });
  }

  /** Removes all rows of the tenant. */
  public void remove(String tenantId) {
    in(
        connection -> {
          execute(connection, "set referential_integrity false");
          for (String table : tables(connection).keySet()) {
            try (var statement =
                connection.prepareStatement("delete from " + table + " where " + TENANT + " = ?")) {
              statement.setString(1, tenantId);
              statement.executeUpdate();
            }
          }
          return null;
        });
  }

  /** Returns the number of the tenant's rows in every table, by its name in lower case. */
  public Map<String, Long> count(String tenantId) {
    return in(
        connection -> {
          Map<String, Long> counts = new TreeMap<>();
          for (String table : tables(connection).keySet()) {
            try (var statement =
                connection.prepareStatement(
                    "select count(*) from " + table + " where " + TENANT + " = ?")) {
              statement.setString(1, tenantId);
              try (var rows = statement.executeQuery()) {
                rows.next();
                counts.put(table.toLowerCase(Locale.ROOT), rows.getLong(1));
              }
            }
          }
          return counts;
        });
  }

  private static Map<String, List<TenantTableColumn>> tables(Connection connection)
      throws SQLException {
    Map<String, List<TenantTableColumn>> tables = new TreeMap<>();
    try (var columns = connection.getMetaData().getColumns(null, "PUBLIC", null, null)) {
      while (columns.next()) {
        if (!generated(columns)) {
          tables
              .computeIfAbsent(columns.getString("TABLE_NAME"), name -> new ArrayList<>())
              .add(
                  new TenantTableColumn(
                      columns.getString("COLUMN_NAME"),
                      columns.getInt("DATA_TYPE"),
                      columns.getInt("COLUMN_SIZE")));
        }
      }
    }
    tables.values().removeIf(all -> all.stream().noneMatch(each -> each.name().equals(TENANT)));
    return tables;
  }

  private static boolean generated(ResultSet column) throws SQLException {
    return column.getString("IS_AUTOINCREMENT").equals("YES")
        || column.getString("IS_GENERATEDCOLUMN").equals("YES");
  }

  private void insert(
      Connection connection, String table, List<TenantTableColumn> columns, String tenantId)
      throws SQLException {
    var names = String.join(", ", columns.stream().map(TenantTableColumn::name).toList());
    var marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
    made++;
    try (var statement =
        connection.prepareStatement(
            "insert into " + table + " (" + names + ") values (" + marks + ")")) {
      for (int i = 0; i < columns.size(); i++) {
        var column = columns.get(i);
        statement.setObject(i + 1, column.name().equals(TENANT) ? tenantId : value(column));
      }
      statement.executeUpdate();
    }
  }

  private Object value(TenantTableColumn column) {
    return switch (column.type()) {
      case Types.VARCHAR, Types.CHAR, Types.LONGVARCHAR, Types.CLOB, Types.NVARCHAR -> text(column);
      case Types.BIGINT, Types.INTEGER, Types.DECIMAL, Types.NUMERIC, Types.DOUBLE -> made;
      case Types.SMALLINT, Types.TINYINT -> made % Byte.MAX_VALUE;
      case Types.BOOLEAN, Types.BIT -> false;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> bytes(column);
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
          Timestamp.from(Instant.EPOCH.plusSeconds(made));
      default ->
          throw new IllegalStateException(
              "no sample value for " + column.name() + " " + JDBCType.valueOf(column.type()));
    };
  }

  private String text(TenantTableColumn column) {
    var text = Long.toString(made);
    return text.substring(Math.max(0, text.length() - column.size()));
  }

  private byte[] bytes(TenantTableColumn column) {
    return new byte[Math.min(column.size(), 16)];
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private interface TenantRowWork<T> {
    T apply(Connection connection) throws SQLException;
  }

  private <T> T in(TenantRowWork<T> work) {
    try (var connection = database.getConnection()) {
      var result = work.apply(connection);
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
      return result;
    } catch (SQLException e) {
      throw new IllegalStateException("the rows of tenants could not be accessed", e);
    }
  }
}
