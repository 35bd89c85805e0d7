/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.store;

import java.sql.SQLException;

/** A transaction on the data of one tenant. */
public final class AbacTransaction {

  private final AbacSqlExecutor sql;
  private final String tenantId;
  private final Runnable roomForValue;

  /**
   * Creates a transaction.
   *
   * @param sql the statements
   * @param tenantId the id of the tenant
   * @param roomForValue counts a value before it is added, or refuses it
   */
  AbacTransaction(AbacSqlExecutor sql, String tenantId, Runnable roomForValue) {
    this.sql = sql;
    this.tenantId = tenantId;
    this.roomForValue = roomForValue;
  }

  /** Returns the number of the tenant's changes of definitions and policies; 0 before the first. */
  public long revision() throws SQLException {
    return sql.first(
            "select revision from abac_tenant where tenant_id = ?", row -> row.getLong(1), tenantId)
        .orElse(0L);
  }

  /** Returns the next number; requires the lock on the tenant's row. */
  public long nextId() throws SQLException {
    sql.update("update abac_tenant set last_id = last_id + 1 where tenant_id = ?", tenantId);
    return sql.first(
            "select last_id from abac_tenant where tenant_id = ?", row -> row.getLong(1), tenantId)
        .orElseThrow();
  }

  /** Returns the table of attribute definitions. */
  public AttributeDefinitionTable definitions() {
    return new AttributeDefinitionTable(sql, tenantId);
  }

  /** Returns the table of policies. */
  public AbacPolicyTable policies() {
    return new AbacPolicyTable(sql, tenantId);
  }

  /** Returns the table of attribute values. */
  public AttributeValueTable values() {
    return new AttributeValueTable(sql, tenantId, roomForValue);
  }
}
