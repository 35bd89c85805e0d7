/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.unit;

import java.sql.SQLException;
import org.lumoauth.platform.persistence.RowQuota;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.lumoauth.platform.persistence.datasource.DatabaseConnectionPools;
import org.lumoauth.platform.persistence.quota.TenantQuotaEnforcer;

/** Rejects rows beyond a quota, based on the number of rows in the database. */
final class RowQuotaChecker {
  private final TenantQuotaEnforcer quotas;
  private final DatabaseConnectionPools pool;

  RowQuotaChecker(TenantQuotaEnforcer quotas, DatabaseConnectionPools pool) {
    this.quotas = quotas;
    this.pool = pool;
  }

  /** Counts a row of the tenant about to be added. */
  void requireWithinQuota(RowQuota quota, String tenantId) {
    quotas.add(tenantId, quota.name(), quota.limit(), () -> count(quota.table(), tenantId));
  }

  private long count(String table, String tenantId) {
    String sql = "SELECT count(*) FROM " + table + " WHERE tenant_id = ?";
    try {
      return pool.autoCommit(
          connection ->
              SqlStatementRunner.first(connection, found -> found.getLong(1), sql, tenantId)
                  .orElse(0L));
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }
}
