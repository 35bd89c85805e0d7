package org.lumoauth.authz.rebac.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import org.lumoauth.api.directory.SubjectRef;

/** Finds out whether tuples name a subject, inside a transaction. */
public final class SubjectTupleLookup {

  /** Begins at the stores, so that the index from a subject to its objects is used in each. */
  private static final String SQL =
      "SELECT 1 FROM rebac_store s JOIN rebac_tuple t ON t.tenant_id = s.tenant_id"
          + " AND t.store_id = s.id WHERE s.tenant_id = ? AND t.subject_type = ?"
          + " AND t.subject_id = ? LIMIT 1";

  private SubjectTupleLookup() {}

  /** Whether a tuple in any store of the tenant names one of these subjects or its members. */
  public static boolean exist(
      Connection connection, String tenantId, Collection<SubjectRef> subjects) throws SQLException {
    try (var statement = connection.prepareStatement(SQL)) {
      for (SubjectRef subject : subjects) {
        statement.setString(1, tenantId);
        statement.setBytes(2, TupleColumns.bytes(subject.type()));
        statement.setBytes(3, TupleColumns.bytes(subject.id()));
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
