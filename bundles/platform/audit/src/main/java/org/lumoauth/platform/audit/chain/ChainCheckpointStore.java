/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;

/**
 * Stores the checkpoints of chains with deleted records: position and hash of the last deleted
 * record, to which the first remaining record commits. A record of the chain confirms the
 * checkpoint, so it cannot be moved without breaking the chain.
 */
final class ChainCheckpointStore {

  /** The action of the record that confirms a checkpoint. */
  static final String REMOVED = "audit.records_removed";

  static final String SEQUENCE = "last_removed_sequence";
  static final String HASH = "last_removed_hash";

  private static final String PLACE = "SELECT seq, hash, recorded_at FROM ";

  private final PersistenceUnit tables;

  ChainCheckpointStore(PersistenceUnit tables) {
    this.tables = tables;
  }

  /** Returns the checkpoint of a chain; the head of an empty chain if no records were deleted. */
  ChainHead of(String tenantId) {
    return tables
        .jdbc(
            connection ->
                SqlStatementRunner.first(
                    connection,
                    ChainCheckpointStore::head,
                    PLACE + "audit_start WHERE tenant_id = ?",
                    tenantId))
        .orElseGet(ChainHead::ofEmptyChain);
  }

  /** Returns whether a record confirms this checkpoint. */
  static boolean recordsCheckpoint(AuditChainRow row, ChainHead start) {
    String details = row.entry().details();
    return row.entry().action().equals(REMOVED)
        && details != null
        && details.contains("\"" + SEQUENCE + "\":" + start.sequence())
        && details.contains("\"" + HASH + "\":\"" + hex(start) + "\"");
  }

  static String hex(ChainHead head) {
    return HexFormat.of().formatHex(head.hash());
  }

  /** Returns the last record of a chain before a time. */
  Optional<ChainHead> lastBefore(String tenantId, long micros) {
    return tables.jdbc(
        connection ->
            SqlStatementRunner.first(
                connection,
                ChainCheckpointStore::head,
                PLACE
                    + "audit_record WHERE tenant_id = ? AND recorded_at < ?"
                    + " ORDER BY recorded_at DESC, seq DESC LIMIT 1",
                tenantId,
                micros));
  }

  /** Advances the checkpoint. A checkpoint that another server advanced further does not change. */
  void move(String tenantId, ChainHead start) {
    tables.retryingTransaction(
        connection -> {
          Optional<ChainHead> before =
              SqlStatementRunner.first(
                  connection,
                  ChainCheckpointStore::head,
                  PLACE + "audit_start WHERE tenant_id = ? FOR UPDATE",
                  tenantId);
          if (before.isEmpty()) {
            return SqlStatementRunner.update(
                connection,
                "INSERT INTO audit_start (seq, hash, recorded_at, tenant_id) VALUES (?, ?, ?, ?)",
                start.sequence(),
                start.hash(),
                start.micros(),
                tenantId);
          }
          return SqlStatementRunner.update(
              connection,
              "UPDATE audit_start SET seq = ?, hash = ?, recorded_at = ?"
                  + " WHERE tenant_id = ? AND seq < ?",
              start.sequence(),
              start.hash(),
              start.micros(),
              tenantId,
              start.sequence());
        });
  }

  /** Returns the tenants that have a chain. */
  List<String> tenants() {
    return tables.jdbc(
        connection ->
            SqlStatementRunner.list(
                connection,
                row -> row.getString(1),
                "SELECT tenant_id FROM audit_head ORDER BY tenant_id"));
  }

  /** Deletes the records up to a checkpoint and returns their number. */
  int delete(String tenantId, ChainHead start) {
    return tables.deleteInBatches(
        "DELETE FROM audit_record WHERE tenant_id = ? AND seq <= ?", tenantId, start.sequence());
  }

  private static ChainHead head(ResultSet row) throws SQLException {
    return new ChainHead(row.getLong(1), row.getBytes(2), row.getLong(3));
  }
}
