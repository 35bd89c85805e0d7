package org.lumoauth.platform.audit.rest;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.lumoauth.platform.audit.chain.AuditTables;
import org.lumoauth.platform.persistence.Statements;

/** How long a tenant wants its records kept. */
final class Retention {
  static final int DEFAULT_DAYS = 90;

  private final AuditTables tables;

  Retention(AuditTables tables) {
    this.tables = tables;
  }

  /** What was wanted, and what is from now on. */
  record Change(int before, int after) {}

  int days(String tenantId) {
    return tables.jdbc(connection -> find(connection, tenantId, "")).orElse(DEFAULT_DAYS);
  }

  /** Keeps what comes of what is kept; of several at once each goes on from what another left. */
  Change change(String tenantId, IntUnaryOperator change) {
    return tables.settled(
        connection -> {
          Optional<Integer> kept = find(connection, tenantId, " FOR UPDATE");
          int before = kept.orElse(DEFAULT_DAYS);
          int after = change.applyAsInt(before);
          Statements.update(
              connection,
              kept.isPresent()
                  ? "UPDATE audit_retention SET retention_days = ? WHERE tenant_id = ?"
                  : "INSERT INTO audit_retention (retention_days, tenant_id) VALUES (?, ?)",
              after,
              tenantId);
          return new Change(before, after);
        });
  }

  private static Optional<Integer> find(Connection connection, String tenantId, String lock)
      throws SQLException {
    return Statements.first(
        connection,
        row -> row.getInt(1),
        "SELECT retention_days FROM audit_retention WHERE tenant_id = ?" + lock,
        tenantId);
  }
}
