/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores the position up to which each tenant's audit chain was read. Changes of a tenant's streams
 * and the delivery of new events to them are serialized: both lock this position.
 */
@Component(service = AuditChainPositionStore.class)
public final class AuditChainPositionStore {

  private final PersistenceUnit unit;

  @Activate
  public AuditChainPositionStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Returns the position up to which the tenant's chain was read; empty if the tenant never had a
   * stream.
   */
  public OptionalLong findChainPosition(String tenantId) {
    return unit.autoCommit(
        connection ->
            findChainPosition(
                connection, "select seq from ssf_place where tenant_id = ?", tenantId));
  }

  /** Stores the position to read a tenant's chain from, if none is stored yet. */
  public void startAt(String tenantId, long sequence) {
    if (findChainPosition(tenantId).isPresent()) {
      return;
    }
    try {
      unit.update("insert into ssf_place (tenant_id, seq) values (?, ?)", tenantId, sequence);
    } catch (DuplicateKeyException meanwhile) {
      return; // another request stored it first
    }
  }

  /**
   * Runs work in one transaction that locks the tenant's streams against changes and new events.
   *
   * @param work receives the position
   */
  public <T> T runLocked(String tenantId, LockedWork<T> work) {
    return unit.jdbc(
        connection ->
            work.apply(
                connection,
                findChainPosition(
                        connection,
                        "select seq from ssf_place where tenant_id = ? for update",
                        tenantId)
                    .orElse(0)));
  }

  private static OptionalLong findChainPosition(Connection connection, String sql, String tenantId)
      throws SQLException {
    return SqlStatementRunner.first(
            connection, row -> OptionalLong.of(row.getLong(1)), sql, tenantId)
        .orElse(OptionalLong.empty());
  }

  /** Work under the lock of a tenant's position. */
  @FunctionalInterface
  public interface LockedWork<T> {
    /** Runs the work. */
    T apply(Connection connection, long place) throws SQLException;
  }
}
