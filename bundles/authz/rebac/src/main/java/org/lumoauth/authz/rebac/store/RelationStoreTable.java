/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.relation.RelationStoreMetadata;
import org.lumoauth.platform.persistence.EpochMicrosConverter;

/** Accesses the rows of stores, in a transaction. */
public final class RelationStoreTable {

  private static final String COLUMNS =
      "id, name, standard_mark, created_micros, updated_micros FROM rebac_store";
  private static final String HEAD =
      "SELECT revision, tuples, digest, model_id, shadow_id, shadow_micros FROM rebac_store"
          + " WHERE tenant_id = ? AND id = ?";
  private static final List<String> TABLES =
      List.of("rebac_once", "rebac_change", "rebac_tuple", "rebac_model");

  private RelationStoreTable() {}

  /** Adds a store. */
  public static void insert(Connection connection, String tenantId, RelationStoreMetadata store)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "INSERT INTO rebac_store (tenant_id, id, name, standard_mark, revision, tuples, digest,"
                + " created_micros, updated_micros) VALUES (?, ?, ?, ?, 0, 0, 0, ?, ?)")) {
      statement.setString(1, tenantId);
      statement.setString(2, store.id());
      statement.setString(3, store.name());
      statement.setString(4, store.standard() ? "s" : null);
      statement.setLong(5, EpochMicrosConverter.toMicros(store.createdAt()));
      statement.setLong(6, EpochMicrosConverter.toMicros(store.updatedAt()));
      statement.executeUpdate();
    }
  }

  /** Returns the store with an ID. */
  public static Optional<RelationStoreMetadata> find(Connection connection, RelationStoreKey key)
      throws SQLException {
    try (var statement =
        connection.prepareStatement("SELECT " + COLUMNS + " WHERE tenant_id = ? AND id = ?")) {
      statement.setString(1, key.tenantId());
      statement.setString(2, key.storeId());
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(read(rows)) : Optional.empty();
      }
    }
  }

  /** Returns the tenant's default store. */
  public static Optional<RelationStoreMetadata> standard(Connection connection, String tenantId)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT " + COLUMNS + " WHERE tenant_id = ? AND standard_mark = 's'")) {
      statement.setString(1, tenantId);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(read(rows)) : Optional.empty();
      }
    }
  }

  /** Returns the number of stores of a tenant. */
  public static int count(Connection connection, String tenantId) throws SQLException {
    try (var statement =
        connection.prepareStatement("SELECT COUNT(*) FROM rebac_store WHERE tenant_id = ?")) {
      statement.setString(1, tenantId);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  /** Returns the stores after an ID, sorted by ID, which is the order of creation. */
  public static List<RelationStoreMetadata> list(
      Connection connection, String tenantId, Optional<String> name, String after, int limit)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " WHERE tenant_id = ? AND id > ?"
                + (name.isPresent() ? " AND name = ?" : "")
                + " ORDER BY id LIMIT "
                + limit)) {
      statement.setString(1, tenantId);
      statement.setString(2, after);
      if (name.isPresent()) {
        statement.setString(3, name.get());
      }
      var found = new ArrayList<RelationStoreMetadata>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(read(rows));
        }
      }
      return found;
    }
  }

  /** Returns the head of a store; empty if the store does not exist. */
  public static Optional<RelationStoreHead> head(Connection connection, RelationStoreKey key)
      throws SQLException {
    return head(connection, key, HEAD);
  }

  /**
   * Locks a store until the end of the transaction and returns its head. It must be the first read
   * of the transaction, so that earlier changes are visible.
   */
  public static Optional<RelationStoreHead> lock(Connection connection, RelationStoreKey key)
      throws SQLException {
    return head(connection, key, HEAD + " FOR UPDATE");
  }

  /** Updates the head of a locked store. */
  public static void advance(Connection connection, RelationStoreKey key, RelationStoreHead head)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "UPDATE rebac_store SET revision = ?, tuples = ?, digest = ?, model_id = ?,"
                + " shadow_id = ?, shadow_micros = ? WHERE tenant_id = ? AND id = ?")) {
      statement.setLong(1, head.revision());
      statement.setLong(2, head.tuples());
      statement.setLong(3, head.digest());
      statement.setString(4, head.modelId().orElse(null));
      statement.setString(5, head.shadowId().orElse(null));
      statement.setLong(6, head.shadowMicros());
      statement.setString(7, key.tenantId());
      statement.setString(8, key.storeId());
      statement.executeUpdate();
    }
  }

  /** Deletes the store and its content. */
  public static void delete(Connection connection, RelationStoreKey key) throws SQLException {
    for (String table : TABLES) {
      try (var statement =
          connection.prepareStatement(
              "DELETE FROM " + table + " WHERE tenant_id = ? AND store_id = ?")) {
        statement.setString(1, key.tenantId());
        statement.setString(2, key.storeId());
        statement.executeUpdate();
      }
    }
    try (var statement =
        connection.prepareStatement("DELETE FROM rebac_store WHERE tenant_id = ? AND id = ?")) {
      statement.setString(1, key.tenantId());
      statement.setString(2, key.storeId());
      statement.executeUpdate();
    }
  }

  /** Deletes all data of the tenant and returns the IDs of the deleted stores. */
  public static List<String> erase(Connection connection, String tenantId) throws SQLException {
    var ids = new ArrayList<String>();
    try (var statement =
        connection.prepareStatement(
            "SELECT id FROM rebac_store WHERE tenant_id = ? ORDER BY id FOR UPDATE")) {
      statement.setString(1, tenantId);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
    }
    var tables = new ArrayList<>(TABLES);
    tables.add("rebac_store");
    for (String table : tables) {
      try (var statement =
          connection.prepareStatement("DELETE FROM " + table + " WHERE tenant_id = ?")) {
        statement.setString(1, tenantId);
        statement.executeUpdate();
      }
    }
    return ids;
  }

  private static Optional<RelationStoreHead> head(
      Connection connection, RelationStoreKey key, String sql) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, key.tenantId());
      statement.setString(2, key.storeId());
      try (var rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new RelationStoreHead(
                    rows.getLong(1),
                    rows.getLong(2),
                    rows.getLong(3),
                    Optional.ofNullable(rows.getString(4)),
                    Optional.ofNullable(rows.getString(5)),
                    rows.getLong(6)))
            : Optional.empty();
      }
    }
  }

  private static RelationStoreMetadata read(ResultSet row) throws SQLException {
    return new RelationStoreMetadata(
        row.getString(1),
        row.getString(2),
        row.getString(3) != null,
        EpochMicrosConverter.toInstant(row.getLong(4)),
        EpochMicrosConverter.toInstant(row.getLong(5)));
  }
}
