/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.lumoauth.platform.audit.chain.OperatorAuditRetentionSettings;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;

/** Stores the retention of a tenant's audit records. */
final class AuditRetentionStore {
  private final PersistenceUnit tables;
  private final OperatorAuditRetentionSettings limits;

  AuditRetentionStore(PersistenceUnit tables, OperatorAuditRetentionSettings limits) {
    this.tables = tables;
    this.limits = limits;
  }

  /** The previous and the new retention in days. */
  record AuditRetentionChange(int before, int after) {}

  int days(String tenantId) {
    return tables.jdbc(connection -> find(connection, tenantId, "")).orElseGet(limits::days);
  }

  /** Stores the result of the function. Concurrent changes are serialized. */
  AuditRetentionChange change(String tenantId, IntUnaryOperator change) {
    return tables.retryingTransaction(
        connection -> {
          Optional<Integer> kept = find(connection, tenantId, " FOR UPDATE");
          int before = kept.orElseGet(limits::days);
          int after = change.applyAsInt(before);
          SqlStatementRunner.update(
              connection,
              kept.isPresent()
                  ? "UPDATE audit_retention SET retention_days = ? WHERE tenant_id = ?"
                  : "INSERT INTO audit_retention (retention_days, tenant_id) VALUES (?, ?)",
              after,
              tenantId);
          return new AuditRetentionChange(before, after);
        });
  }

  private static Optional<Integer> find(Connection connection, String tenantId, String lock)
      throws SQLException {
    return SqlStatementRunner.first(
        connection,
        row -> row.getInt(1),
        "SELECT retention_days FROM audit_retention WHERE tenant_id = ?" + lock,
        tenantId);
  }
}
