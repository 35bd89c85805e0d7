/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import org.lumoauth.api.directory.SubjectRef;

/** Checks whether tuples contain a subject, in a transaction. */
public final class SubjectTupleExistenceLookup {

  /** Starts with the stores, so that the index from subject to objects is used for each store. */
  private static final String SQL =
      "SELECT 1 FROM rebac_store s JOIN rebac_tuple t ON t.tenant_id = s.tenant_id"
          + " AND t.store_id = s.id WHERE s.tenant_id = ? AND t.subject_type = ?"
          + " AND t.subject_id = ? LIMIT 1";

  private SubjectTupleExistenceLookup() {}

  /**
   * Returns whether a tuple in any store of the tenant contains one of these subjects or its
   * members.
   */
  public static boolean exist(
      Connection connection, String tenantId, Collection<SubjectRef> subjects) throws SQLException {
    try (var statement = connection.prepareStatement(SQL)) {
      for (SubjectRef subject : subjects) {
        statement.setString(1, tenantId);
        statement.setBytes(2, TupleColumnMapper.bytes(subject.type()));
        statement.setBytes(3, TupleColumnMapper.bytes(subject.id()));
        try (var rows = statement.executeQuery()) {
          if (rows.next()) {
            return true;
          }
        }
      }
      return false;
    }
  }
}
