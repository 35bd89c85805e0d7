/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store.credential;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.store.RetryingPersistenceUnit;

/** The table of credentials. */
final class CredentialTable {
  private static final String COLUMNS = "SELECT id, method, sealed, attributes";

  private final RetryingPersistenceUnit unit;

  CredentialTable(RetryingPersistenceUnit unit) {
    this.unit = unit;
  }

  /** A row without its subject. */
  record CredentialTableRow(String id, String method, byte[] sealed, String attributes) {}

  void insert(String tenantId, SubjectRef subject, CredentialTableRow row, byte[] state) {
    unit.update(
        "INSERT INTO store_credential (tenant_id, id, subject_type, subject_id, method, sealed,"
            + " attributes, state_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        tenantId,
        row.id(),
        subject.type(),
        subject.id(),
        row.method(),
        row.sealed(),
        row.attributes(),
        state);
  }

  /** Oldest first, because identifiers are ULIDs. */
  List<CredentialTableRow> list(String tenantId, SubjectRef subject, String method) {
    return select(
        COLUMNS
            + " FROM store_credential WHERE tenant_id = ? AND subject_id = ? AND method = ?"
            + " AND subject_type = ? ORDER BY id",
        tenantId,
        subject.id(),
        method,
        subject.type());
  }

  List<CredentialTableRow> find(String tenantId, String id) {
    return select(COLUMNS + " FROM store_credential WHERE tenant_id = ? AND id = ?", tenantId, id);
  }

  /** Replaces the mutable columns, if the row is still in this state. */
  boolean update(String tenantId, CredentialTableRow row, byte[] was, byte[] is) {
    return unit.update(
            "UPDATE store_credential SET sealed = ?, attributes = ?, state_hash = ?"
                + " WHERE tenant_id = ? AND id = ? AND method = ? AND state_hash = ?",
            row.sealed(),
            row.attributes(),
            is,
            tenantId,
            row.id(),
            row.method(),
            was)
        == 1;
  }

  void delete(String tenantId, String id) {
    unit.update("DELETE FROM store_credential WHERE tenant_id = ? AND id = ?", tenantId, id);
  }

  void deleteOf(String tenantId, String subjectId) {
    unit.update(
        "DELETE FROM store_credential WHERE tenant_id = ? AND subject_id = ?", tenantId, subjectId);
  }

  private List<CredentialTableRow> select(String sql, String... values) {
    return unit.autoCommit(
        connection -> {
          try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
              statement.setString(i + 1, values[i]);
            }
            return rows(statement);
          }
        });
  }

  private static List<CredentialTableRow> rows(PreparedStatement statement) throws SQLException {
    List<CredentialTableRow> found = new ArrayList<>();
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(
            new CredentialTableRow(
                rows.getString(1), rows.getString(2), rows.getBytes(3), rows.getString(4)));
      }
    }
    return found;
  }
}
