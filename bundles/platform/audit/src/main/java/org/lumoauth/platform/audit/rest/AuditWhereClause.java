/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A WHERE clause for one tenant, built from fixed column names. Values are passed as parameters
 * only.
 */
final class AuditWhereClause {
  private final StringBuilder sql;
  private final List<Object> values;

  AuditWhereClause(String tenantId) {
    this(" WHERE tenant_id = ?", List.of(tenantId));
  }

  private AuditWhereClause(CharSequence sql, List<Object> values) {
    this.sql = new StringBuilder(sql);
    this.values = new ArrayList<>(values);
  }

  /** Returns a copy that can be extended. */
  AuditWhereClause copy() {
    return new AuditWhereClause(sql, values);
  }

  void equal(String column, String value) {
    add(column + " = ?", value);
  }

  void startsWith(String column, String prefix) {
    String escaped = prefix.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    add(column + " LIKE ? ESCAPE '!'", escaped + "%");
  }

  void from(String column, long value) {
    add(column + " >= ?", value);
  }

  void before(String column, long value) {
    add(column + " < ?", value);
  }

  void upTo(String column, long value) {
    add(column + " <= ?", value);
  }

  /** Adds a condition for values after the given one, in ascending or descending order. */
  void beyond(String column, long value, boolean ascending) {
    add(column + (ascending ? " > ?" : " < ?"), value);
  }

  void equal(String column, long value) {
    add(column + " = ?", value);
  }

  private void add(String condition, Object value) {
    sql.append(" AND ").append(condition);
    values.add(value);
  }

  String sql() {
    return sql.toString();
  }

  /** Sets the values and returns the index of the next parameter. */
  int bind(PreparedStatement statement) throws SQLException {
    int next = 1;
    for (Object value : values) {
      statement.setObject(next++, value);
    }
    return next;
  }
}
