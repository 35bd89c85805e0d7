package org.lumoauth.authz.abac.store;

import java.sql.SQLException;

/** One transaction about one tenant. */
public final class AbacTransaction {

  private final AbacSqlStatements sql;
  private final String tenantId;
  private final Runnable roomForValue;

  /**
   * @param roomForValue counts a value that is about to be added, or refuses it
   */
  AbacTransaction(AbacSqlStatements sql, String tenantId, Runnable roomForValue) {
    this.sql = sql;
    this.tenantId = tenantId;
    this.roomForValue = roomForValue;
  }

  /** Counts the tenant's changes of definitions and policies; 0 before the first. */
  public long revision() throws SQLException {
    return sql.first(
            "select revision from abac_tenant where tenant_id = ?", row -> row.getLong(1), tenantId)
        .orElse(0L);
  }

  /** The next number; only while the tenant's row is taken. */
  public long nextId() throws SQLException {
    sql.update("update abac_tenant set last_id = last_id + 1 where tenant_id = ?", tenantId);
    return sql.first(
            "select last_id from abac_tenant where tenant_id = ?", row -> row.getLong(1), tenantId)
        .orElseThrow();
  }

  /** Definitions of attributes. */
  public AttributeDefinitionTable definitions() {
    return new AttributeDefinitionTable(sql, tenantId);
  }

  /** Policies. */
  public AbacPolicyTable policies() {
    return new AbacPolicyTable(sql, tenantId);
  }

  /** Values of attributes. */
  public AttributeValueTable values() {
    return new AttributeValueTable(sql, tenantId, roomForValue);
  }
}
