package org.lumoauth.platform.audit.rest;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.lumoauth.platform.audit.chain.AuditTables;

/** How long a tenant wants its records kept. */
final class Retention {
  static final int DEFAULT_DAYS = 90;

  private final AuditTables tables;

  Retention(AuditTables tables) {
    this.tables = tables;
  }

  int days(String tenantId) {
    return tables.jdbc(connection -> find(connection, tenantId)).orElse(DEFAULT_DAYS);
  }

  void keep(String tenantId, int days) {
    tables.jdbc(
        connection -> {
          if (execute(
                  connection,
                  "UPDATE audit_retention SET retention_days = ? WHERE tenant_id = ?",
                  days,
                  tenantId)
              == 0) {
            execute(
                connection,
                "INSERT INTO audit_retention (retention_days, tenant_id) VALUES (?, ?)",
                days,
                tenantId);
          }
          return null;
        });
  }

  private static int execute(Connection connection, String sql, int days, String tenantId)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setInt(1, days);
      statement.setString(2, tenantId);
      return statement.executeUpdate();
    }
  }

  private static Optional<Integer> find(Connection connection, String tenantId)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT retention_days FROM audit_retention WHERE tenant_id = ?")) {
      statement.setString(1, tenantId);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(rows.getInt(1)) : Optional.empty();
      }
    }
  }
}
