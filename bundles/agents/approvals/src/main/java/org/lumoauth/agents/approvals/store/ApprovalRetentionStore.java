/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;

/** Finds and purges approvals after the retention period. */
public final class ApprovalRetentionStore {

  /** Number of rows deleted in one transaction. */
  public static final int AT_ONCE = 500;

  private static final String OLD =
      " where tenant_id = ? and state <> 'pending' and expires_us < ?";

  private final PersistenceUnit unit;

  public ApprovalRetentionStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Returns the tenants with approvals that are not pending and have an expiry before this time.
   */
  public List<String> findTenantsWithOld(Instant before) {
    return unit.list(
        row -> row.getString(1),
        "select distinct tenant_id from apr_request where state <> 'pending' and expires_us < ?",
        before);
  }

  /**
   * Deletes approvals that are not pending and have an expiry before this time, with their answers,
   * and approver delegates that expired before it.
   */
  public int purge(String tenantId, Instant before) {
    unit.deleteInBatches(
        "delete from apr_deputy where tenant_id = ? and until_us < ?", tenantId, before);
    int removed = 0;
    int last;
    do {
      last = unit.jdbc(connection -> purgeSome(connection, tenantId, before));
      removed += last;
    } while (last == AT_ONCE);
    return removed;
  }

  private static int purgeSome(Connection connection, String tenantId, Instant before)
      throws SQLException {
    List<String> old =
        SqlStatementRunner.list(
            connection,
            row -> row.getString(1),
            "select approval_id from apr_request" + OLD + " limit " + AT_ONCE,
            tenantId,
            before);
    if (old.isEmpty()) {
      return 0;
    }
    Object[] values = Stream.concat(Stream.of(tenantId), old.stream()).toArray();
    String these =
        " where tenant_id = ? and approval_id in (?" + ", ?".repeat(old.size() - 1) + ")";
    SqlStatementRunner.update(connection, "delete from apr_answer" + these, values);
    SqlStatementRunner.update(connection, "delete from apr_request" + these, values);
    return old.size();
  }
}
