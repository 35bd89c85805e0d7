/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.store;

import java.sql.SQLException;
import java.util.List;
import org.lumoauth.authz.abac.attribute.BuiltInAttributeDefinitions;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.RowQuota;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The tables of this bundle, with serialized changes per tenant. */
@Component(service = AbacTransactionRunner.class)
public final class AbacTransactionRunner {

  private static final List<String> TABLES =
      List.of("abac_value", "abac_policy_version", "abac_policy", "abac_attribute", "abac_tenant");

  /** Work in one transaction. */
  @FunctionalInterface
  public interface AbacTransactionWork<T> {
    /** Runs the work. */
    T in(AbacTransaction transaction) throws SQLException;
  }

  private static final RowQuota VALUES = new RowQuota("attribute_values", "abac_value", 5_000_000);

  private final PersistenceUnit unit;

  @Activate
  public AbacTransactionRunner(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Runs a read transaction. */
  public <T> T read(String tenantId, AbacTransactionWork<T> work) {
    return unit.jdbc(connection -> work.in(transaction(new AbacSqlExecutor(connection), tenantId)));
  }

  /**
   * Runs a change and serializes it with other changes of the tenant. The first statement locks the
   * tenant's row, so the work sees all earlier changes at every isolation level.
   *
   * @throws DuplicateKeyException if a unique key exists already
   */
  public <T> T change(String tenantId, AbacTransactionWork<T> work) {
    makeRow(tenantId);
    return unit.jdbc(
        connection -> {
          var sql = new AbacSqlExecutor(connection);
          sql.update(
              "update abac_tenant set revision = revision + 1 where tenant_id = ?", tenantId);
          return work.in(transaction(sql, tenantId));
        });
  }

  /** Runs a change of values, which does not affect policies and definitions. */
  public <T> T changeValues(String tenantId, AbacTransactionWork<T> work) {
    makeRow(tenantId);
    return read(tenantId, work);
  }

  private AbacTransaction transaction(AbacSqlExecutor sql, String tenantId) {
    return new AbacTransaction(sql, tenantId, () -> unit.requireWithinQuota(VALUES, tenantId));
  }

  private void makeRow(String tenantId) {
    if (read(tenantId, AbacTransaction::revision) > 0) {
      return;
    }
    try {
      unit.update(
          "insert into abac_tenant (tenant_id, revision, last_id) values (?, 1, ?)",
          tenantId,
          BuiltInAttributeDefinitions.FIRST_OWN);
    } catch (DuplicateKeyException e) {
      return; // Another thread or node inserted it first.
    }
  }

  /** Deletes all rows of the tenant. */
  public void erase(String tenantId) {
    unit.jdbc(
        connection -> {
          var sql = new AbacSqlExecutor(connection);
          for (String table : TABLES) {
            sql.update("delete from " + table + " where tenant_id = ?", tenantId);
          }
          return null;
        });
  }
}
