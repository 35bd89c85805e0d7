/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.audit.chain.AuditChainRow;
import org.lumoauth.platform.audit.chain.AuditRowMapper;
import org.lumoauth.platform.persistence.PersistenceUnit;

/** Queries records for display. */
final class AuditRecordQuery {
  private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,18}");
  private static final int MOST_ACTIONS = 1000;
  private static final long DAY_MICROS = 86_400_000_000L;

  private final PersistenceUnit tables;

  AuditRecordQuery(PersistenceUnit tables) {
    this.tables = tables;
  }

  Page<AuditChainRow> page(AuditWhereClause conditions, boolean oldestFirst, PageRequest request) {
    return tables.jdbc(
        connection ->
            new Page<>(
                rows(connection, conditions, oldestFirst, request.limit(), request.offset()),
                count(connection, conditions),
                request));
  }

  /** Returns the first records without a total count. */
  List<AuditChainRow> first(AuditWhereClause conditions, boolean oldestFirst, int limit) {
    return tables.jdbc(connection -> rows(connection, conditions, oldestFirst, limit, 0));
  }

  Optional<AuditChainRow> findOne(AuditWhereClause conditions) {
    return first(conditions, true, 1).stream().findFirst();
  }

  /** Returns a record by its position in the chain or its {@code aud_} identifier. */
  Optional<AuditChainRow> find(String chain, String logId) {
    var conditions = new AuditWhereClause(chain);
    if (SEQUENCE.matcher(logId).matches()) {
      conditions.equal("seq", Long.parseLong(logId));
    } else {
      conditions.equal("id", logId);
    }
    return findOne(conditions);
  }

  /** Returns the number of records by value of a column, the most frequent first. */
  Map<String, Long> counts(AuditWhereClause conditions, String column) {
    return tables.jdbc(
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "SELECT "
                      + column
                      + ", COUNT(*) FROM audit_record"
                      + conditions.sql()
                      + " GROUP BY "
                      + column
                      + " ORDER BY COUNT(*) DESC, "
                      + column
                      + " LIMIT "
                      + MOST_ACTIONS)) {
            conditions.bind(statement);
            Map<String, Long> counts = new LinkedHashMap<>();
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
              }
            }
            return counts;
          }
        });
  }

  /** Returns the position of a chain's last record; 0 for an empty chain. */
  long last(String chain) {
    var newest = first(new AuditWhereClause(chain), false, 1);
    return newest.isEmpty() ? 0 : newest.get(0).sequence();
  }

  /** Returns the number of records, counted up to a limit. */
  long count(AuditWhereClause conditions, int limit) {
    return tables.jdbc(
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "SELECT COUNT(*) FROM (SELECT seq FROM audit_record"
                      + conditions.sql()
                      + " LIMIT "
                      + limit
                      + ") counted")) {
            conditions.bind(statement);
            try (var rows = statement.executeQuery()) {
              rows.next();
              return rows.getLong(1);
            }
          }
        });
  }

  /** Returns the number of records. */
  long count(AuditWhereClause conditions) {
    return tables.jdbc(connection -> count(connection, conditions));
  }

  /** Returns the number of records of each day (UTC). Days without records are omitted. */
  Map<LocalDate, Long> perDay(AuditWhereClause conditions) {
    String day = "FLOOR(recorded_at / " + DAY_MICROS + ")";
    String sql =
        "SELECT " + day + ", COUNT(*) FROM audit_record" + conditions.sql() + " GROUP BY " + day;
    return tables.jdbc(
        connection -> {
          try (var statement = connection.prepareStatement(sql)) {
            conditions.bind(statement);
            Map<LocalDate, Long> days = new TreeMap<>();
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                days.put(LocalDate.ofEpochDay(rows.getLong(1)), rows.getLong(2));
              }
            }
            return days;
          }
        });
  }

  private static List<AuditChainRow> rows(
      Connection connection,
      AuditWhereClause conditions,
      boolean oldestFirst,
      int limit,
      long offset)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT "
                + AuditRowMapper.COLUMNS
                + " FROM audit_record"
                + conditions.sql()
                + " ORDER BY seq"
                + (oldestFirst ? "" : " DESC")
                + " LIMIT ? OFFSET ?")) {
      int next = conditions.bind(statement);
      statement.setInt(next, limit);
      statement.setLong(next + 1, offset);
      List<AuditChainRow> found = new ArrayList<>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(AuditRowMapper.read(rows));
        }
      }
      return found;
    }
  }

  private static long count(Connection connection, AuditWhereClause conditions)
      throws SQLException {
    try (var statement =
        connection.prepareStatement("SELECT COUNT(*) FROM audit_record" + conditions.sql())) {
      conditions.bind(statement);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
