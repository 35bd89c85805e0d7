/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.JsonColumnConverter;

/** Accesses the rows of models, in a transaction. */
public final class RelationModelTable {

  private static final JsonColumnConverter<List<Map<String, String>>> FILES =
      JsonColumnConverter.of("rebac_model", new TypeReference<>() {});
  private static final String COLUMNS = "id, language, source, json, created_micros";

  private RelationModelTable() {}

  /** Adds a model. */
  public static void insert(Connection connection, RelationStoreKey key, RelationModelRow model)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "INSERT INTO rebac_model (tenant_id, store_id, "
                + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      statement.setString(1, key.tenantId());
      statement.setString(2, key.storeId());
      statement.setString(3, model.id());
      statement.setString(4, model.source().language().name());
      statement.setString(5, files(model.source()));
      statement.setString(6, model.json());
      statement.setLong(7, EpochMicrosConverter.toMicros(model.createdAt()));
      statement.executeUpdate();
    }
  }

  /** Returns the model with an ID. */
  public static Optional<RelationModelRow> find(
      Connection connection, RelationStoreKey key, String modelId) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM rebac_model WHERE tenant_id = ? AND store_id = ? AND id = ?")) {
      statement.setString(1, key.tenantId());
      statement.setString(2, key.storeId());
      statement.setString(3, modelId);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(read(rows)) : Optional.empty();
      }
    }
  }

  /** Returns the number of models of a store. */
  public static int count(Connection connection, RelationStoreKey key) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT COUNT(*) FROM rebac_model WHERE tenant_id = ? AND store_id = ?")) {
      statement.setString(1, key.tenantId());
      statement.setString(2, key.storeId());
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  /** Returns the models before an ID, newest first. */
  public static List<RelationModelRow> list(
      Connection connection, RelationStoreKey key, Optional<String> before, int limit)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM rebac_model WHERE tenant_id = ? AND store_id = ?"
                + (before.isPresent() ? " AND id < ?" : "")
                + " ORDER BY id DESC LIMIT "
                + limit)) {
      statement.setString(1, key.tenantId());
      statement.setString(2, key.storeId());
      if (before.isPresent()) {
        statement.setString(3, before.get());
      }
      var found = new ArrayList<RelationModelRow>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(read(rows));
        }
      }
      return found;
    }
  }

  private static RelationModelRow read(ResultSet row) throws SQLException {
    return new RelationModelRow(
        row.getString(1),
        source(
            row.getString(1),
            RelationModelSourceFiles.ModelLanguage.valueOf(row.getString(2)),
            row.getString(3)),
        row.getString(4),
        EpochMicrosConverter.toInstant(row.getLong(5)));
  }

  /**
   * Returns the files as a JSON array of pairs of name and text, because two files can have the
   * same name.
   */
  private static String files(RelationModelSourceFiles source) {
    var files = new ArrayList<Map<String, String>>();
    for (RelationModelSourceFiles.ModelFile file : source.files()) {
      var each = new LinkedHashMap<String, String>();
      each.put("name", file.name());
      each.put("text", file.text());
      files.add(each);
    }
    return FILES.write(files);
  }

  private static RelationModelSourceFiles source(
      String id, RelationModelSourceFiles.ModelLanguage language, String files) {
    return new RelationModelSourceFiles(
        language,
        FILES.read(files, id).stream()
            .map(each -> new RelationModelSourceFiles.ModelFile(each.get("name"), each.get("text")))
            .toList());
  }
}
