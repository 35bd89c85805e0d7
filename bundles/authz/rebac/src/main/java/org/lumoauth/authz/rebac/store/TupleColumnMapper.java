/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.store;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleCondition;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.platform.persistence.EpochMicrosConverter;

/** Maps a tuple to columns, in the order of {@link #KEY} and {@link #ALL}. */
final class TupleColumnMapper {

  /** The columns of the key. */
  static final String KEY =
      "object_type, object_id, relation, subject_type, subject_id, subject_relation";

  /** The columns of the key, condition and expiry. */
  static final String ALL = KEY + ", condition_name, condition_context, expires_micros";

  /** The number of columns in {@link #ALL}. */
  static final int COUNT = 9;

  private TupleColumnMapper() {}

  /** Sets the key columns from a parameter index and returns the next index. */
  static int setKey(PreparedStatement statement, int from, TupleKey key) throws SQLException {
    int at = from;
    statement.setBytes(at++, bytes(key.object().type()));
    statement.setBytes(at++, bytes(key.object().id()));
    statement.setBytes(at++, bytes(key.relation()));
    statement.setBytes(at++, bytes(key.subject().type()));
    statement.setBytes(at++, bytes(key.subject().id()));
    statement.setBytes(at++, bytes(key.subject().relation().orElse("")));
    return at;
  }

  /** Sets all columns from a parameter index and returns the next index. */
  static int set(PreparedStatement statement, int from, RelationTuple tuple) throws SQLException {
    int at = setKey(statement, from, tuple.key());
    if (tuple.condition().isPresent()) {
      TupleCondition condition = tuple.condition().get();
      statement.setBytes(at++, bytes(condition.name()));
      statement.setString(at++, ConditionContextJsonCodec.write(condition.context()));
    } else {
      statement.setNull(at++, Types.VARBINARY);
      statement.setNull(at++, Types.LONGVARCHAR);
    }
    if (tuple.expiresAt().isPresent()) {
      statement.setLong(at++, EpochMicrosConverter.toMicros(tuple.expiresAt().get()));
    } else {
      statement.setNull(at++, Types.BIGINT);
    }
    return at;
  }

  /** Reads a tuple from a row, starting at a column. */
  static RelationTuple read(ResultSet row, int from) throws SQLException {
    var object = new ObjectRef(text(row, from), text(row, from + 1));
    String userset = text(row, from + 5);
    var subject =
        new RelationSubject(
            text(row, from + 3),
            text(row, from + 4),
            userset.isEmpty() ? Optional.empty() : Optional.of(userset));
    byte[] condition = row.getBytes(from + 6);
    String context = row.getString(from + 7);
    long expires = row.getLong(from + 8);
    boolean forever = row.wasNull();
    return new RelationTuple(
        new TupleKey(object, text(row, from + 2), subject),
        condition == null
            ? Optional.empty()
            : Optional.of(
                new TupleCondition(
                    new String(condition, StandardCharsets.UTF_8),
                    ConditionContextJsonCodec.read(context))),
        forever ? Optional.empty() : Optional.of(EpochMicrosConverter.toInstant(expires)));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(ResultSet row, int column) throws SQLException {
    return new String(row.getBytes(column), StandardCharsets.UTF_8);
  }
}
