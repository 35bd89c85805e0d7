package org.lumoauth.platform.audit.rest;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.lumoauth.platform.audit.chain.AuditTables;
import org.lumoauth.platform.audit.chain.RetentionLimits;
import org.lumoauth.platform.persistence.Statements;

/** The retention of a tenant's audit records. */
final class Retention {
  private final AuditTables tables;
  private final RetentionLimits limits;

  Retention(AuditTables tables, RetentionLimits limits) {
    this.tables = tables;
    this.limits = limits;
  }

  /** What was wanted, and what is from now on. */
  record Change(int before, int after) {}

  int days(String tenantId) {
    return tables.jdbc(connection -> find(connection, tenantId, "")).orElseGet(limits::days);
  }

  /** Keeps what comes of what is kept; of several at once each goes on from what another left. */
  Change change(String tenantId, IntUnaryOperator change) {
    return tables.settled(
        connection -> {
          Optional<Integer> kept = find(connection, tenantId, " FOR UPDATE");
          int before = kept.orElseGet(limits::days);
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
