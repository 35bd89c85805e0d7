/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Stores the idempotency keys of changes, in a transaction that has locked the store. */
public final class IdempotencyKeyTable {

  /**
   * A completed change.
   *
   * @param requestHash the SHA-256 hash of the request
   * @param revision the store's revision after the change
   */
  public record IdempotentChange(byte[] requestHash, long revision) {}

  private IdempotencyKeyTable() {}

  /** Deletes expired keys and returns the change of a key. */
  public static Optional<IdempotentChange> find(
      Connection connection, RelationStoreKey key, String name, long oldestMicros)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "DELETE FROM rebac_once WHERE tenant_id = ? AND store_id = ? AND at_micros < ?")) {
      statement.setString(1, key.tenantId());
      statement.setString(2, key.storeId());
      statement.setLong(3, oldestMicros);
      statement.executeUpdate();
    }
    try (var statement =
        connection.prepareStatement(
            "SELECT request_hash, revision FROM rebac_once"
                + " WHERE tenant_id = ? AND store_id = ? AND name = ?")) {
      statement.setString(1, key.tenantId());
      statement.setString(2, key.storeId());
      statement.setBytes(3, TupleColumnMapper.bytes(name));
      try (var rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(new IdempotentChange(rows.getBytes(1), rows.getLong(2)))
            : Optional.empty();
      }
    }
  }

  /** Stores a change. */
  public static void insert(
      Connection connection,
      RelationStoreKey key,
      String name,
      IdempotentChange made,
      long atMicros)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "INSERT INTO rebac_once (tenant_id, store_id, name, request_hash, revision, at_micros)"
                + " VALUES (?, ?, ?, ?, ?, ?)")) {
      statement.setString(1, key.tenantId());
      statement.setString(2, key.storeId());
      statement.setBytes(3, TupleColumnMapper.bytes(name));
      statement.setBytes(4, made.requestHash());
      statement.setLong(5, made.revision());
      statement.setLong(6, atMicros);
      statement.executeUpdate();
    }
  }
}
