/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.migration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;

/**
 * Stores a digest of the changelog for which a unit's tables were verified, so that an unchanged
 * start does not check every change again, which took a fifth of the startup time.
 *
 * <p>A seal is a digest of the changelog files and of Liquibase's history of their changes. If a
 * file or the history differs, the seal does not match and Liquibase decides.
 */
final class VerifiedChangelogDigestStore {
  private static final String HISTORY =
      "SELECT id, author, md5sum, exectype FROM DATABASECHANGELOG WHERE filename = ?"
          + " ORDER BY id, author";

  private final DataSource source;

  private record SchemaChecksum(List<String> files, String digest) {}

  VerifiedChangelogDigestStore(DataSource source) {
    this.source = source;
  }

  /** Returns whether the unit's tables match its changelog. */
  boolean isUpToDate(PersistenceUnitDefinition unit) throws SQLException {
    try (var connection = source.getConnection()) {
      createTable(connection);
      Optional<SchemaChecksum> seal = find(connection, unit);
      return seal.isPresent()
          && seal.get().files().contains(unit.changelog())
          && digest(connection, unit, seal.get().files()).equals(Optional.of(seal.get().digest()));
    }
  }

  /**
   * Seals the unit's tables. The caller must own the lock.
   *
   * @param files the changelog files that were read, by path in the bundle
   */
  void put(PersistenceUnitDefinition unit, SortedSet<String> files) throws SQLException {
    try (var connection = source.getConnection()) {
      var names = List.copyOf(new TreeSet<>(files));
      Optional<String> digest = digest(connection, unit, names);
      if (digest.isPresent()) {
        delete(connection, unit);
        insert(connection, unit, new SchemaChecksum(names, digest.get()));
        connection.commit();
      }
    }
  }

  private static void createTable(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS schema_seal (unit VARCHAR(100) PRIMARY KEY,"
              + " files VARCHAR(4000) NOT NULL, digest VARCHAR(64) NOT NULL)");
    }
  }

  private static Optional<SchemaChecksum> find(
      Connection connection, PersistenceUnitDefinition unit) throws SQLException {
    try (var statement =
        connection.prepareStatement("SELECT files, digest FROM schema_seal WHERE unit = ?")) {
      statement.setString(1, unit.name());
      try (var rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new SchemaChecksum(Arrays.asList(rows.getString(1).split("\n")), rows.getString(2)))
            : Optional.empty();
      }
    }
  }

  private static void delete(Connection connection, PersistenceUnitDefinition unit)
      throws SQLException {
    try (var statement = connection.prepareStatement("DELETE FROM schema_seal WHERE unit = ?")) {
      statement.setString(1, unit.name());
      statement.executeUpdate();
    }
  }

  private static void insert(
      Connection connection, PersistenceUnitDefinition unit, SchemaChecksum seal)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "INSERT INTO schema_seal (unit, files, digest) VALUES (?, ?, ?)")) {
      statement.setString(1, unit.name());
      statement.setString(2, String.join("\n", seal.files()));
      statement.setString(3, seal.digest());
      statement.executeUpdate();
    }
  }

  /** Returns the digest; empty if a file no longer exists. */
  private static Optional<String> digest(
      Connection connection, PersistenceUnitDefinition unit, List<String> files)
      throws SQLException {
    var digest = sha256();
    for (String file : files) {
      var url = unit.loader().getResource(file);
      if (url == null) {
        return Optional.empty();
      }
      try (var in = url.openStream()) {
        digest.update(in.readAllBytes());
      } catch (IOException e) {
        return Optional.empty(); // Liquibase reports the missing file
      }
      digest.update((byte) 0);
      addHistory(connection, file, digest);
    }
    return Optional.of(HexFormat.of().formatHex(digest.digest()));
  }

  private static void addHistory(Connection connection, String file, MessageDigest digest)
      throws SQLException {
    try (var statement = connection.prepareStatement(HISTORY)) {
      statement.setString(1, file);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          for (int column = 1; column <= 4; column++) {
            digest.update(String.valueOf(rows.getString(column)).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
          }
        }
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform does not support SHA-256", e);
    }
  }
}
