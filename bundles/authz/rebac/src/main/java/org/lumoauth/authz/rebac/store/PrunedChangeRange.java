/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The pruned part of a store's change log, in a transaction. Pruning is announced before changes
 * are deleted, so that a reader that reads this after the changes can detect missing changes.
 *
 * @param revision changes up to this revision may be missing; 0 if none are
 * @param micros changes before this time may be missing
 */
public record PrunedChangeRange(long revision, long micros) {

  /** Returns whether changes after a position may be missing. */
  public boolean isPrunedAfter(long placeRevision, int placeSeq) {
    return placeRevision < revision
        || (revision > 0 && placeRevision == revision && placeSeq != Integer.MAX_VALUE);
  }

  /** Returns the pruned part of a store's change log. */
  public static PrunedChangeRange of(Connection connection, RelationStoreKey key)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT pruned_revision, pruned_micros FROM rebac_store"
                + " WHERE tenant_id = ? AND id = ?")) {
      statement.setString(1, key.tenantId());
      statement.setString(2, key.storeId());
      try (var rows = statement.executeQuery()) {
        return rows.next()
            ? new PrunedChangeRange(rows.getLong(1), rows.getLong(2))
            : new PrunedChangeRange(0, 0);
      }
    }
  }

  /** Returns stores of all tenants after a key, sorted by key. */
  public static List<RelationStoreKey> stores(
      Connection connection, RelationStoreKey after, int limit) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT tenant_id, id FROM rebac_store WHERE tenant_id > ? OR (tenant_id = ? AND id > ?)"
                + " ORDER BY tenant_id, id LIMIT "
                + limit)) {
      statement.setString(1, after.tenantId());
      statement.setString(2, after.tenantId());
      statement.setString(3, after.storeId());
      var found = new ArrayList<RelationStoreKey>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(new RelationStoreKey(rows.getString(1), rows.getString(2)));
        }
      }
      return found;
    }
  }

  /** Announces that changes before a time will be deleted; false if there are none. */
  public static boolean announce(Connection connection, RelationStoreKey key, long before)
      throws SQLException {
    long last;
    try (var statement =
        connection.prepareStatement(
            "SELECT MAX(revision) FROM rebac_change"
                + " WHERE tenant_id = ? AND store_id = ? AND at_micros < ?")) {
      statement.setString(1, key.tenantId());
      statement.setString(2, key.storeId());
      statement.setLong(3, before);
      try (var rows = statement.executeQuery()) {
        rows.next();
        last = rows.getLong(1);
        if (rows.wasNull()) {
          return false;
        }
      }
    }
    try (var statement =
        connection.prepareStatement(
            "UPDATE rebac_store SET pruned_revision = GREATEST(pruned_revision, ?),"
                + " pruned_micros = GREATEST(pruned_micros, ?) WHERE tenant_id = ? AND id = ?")) {
      statement.setLong(1, last);
      statement.setLong(2, before);
      statement.setString(3, key.tenantId());
      statement.setString(4, key.storeId());
      statement.executeUpdate();
    }
    return true;
  }

  /** Deletes some changes before a time and returns their number. */
  public static int remove(Connection connection, RelationStoreKey key, long before, int limit)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "DELETE FROM rebac_change WHERE tenant_id = ? AND store_id = ? AND at_micros < ? LIMIT "
                + limit)) {
      statement.setString(1, key.tenantId());
      statement.setString(2, key.storeId());
      statement.setLong(3, before);
      return statement.executeUpdate();
    }
  }
}
