/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.lumoauth.platform.store.AttemptCountTable.AttemptCount;
import org.lumoauth.platform.store.ShortLivedRecordTable.ShortLivedRecordKey;

/**
 * SQL statements for the table of attempt counts. The common case comes first, and each statement
 * decides by its own conditions.
 */
final class AttemptCountStatements {
  private static final String HERE = " WHERE tenant_id = ? AND key_hash = ?";

  private AttemptCountStatements() {}

  /**
   * Increments several existing counts that are below their limit.
   *
   * @return how many were incremented; if one was not, the others must not be counted either
   */
  static int addAll(Connection connection, List<AttemptCount> counts, long now)
      throws SQLException {
    List<Object> values = new ArrayList<>(List.of(now));
    StringBuilder ends = new StringBuilder();
    for (AttemptCount count : counts) {
      ends.append(" WHEN key_hash = ? THEN ?");
      values.addAll(List.of(count.place().hash(), EpochMicrosConverter.toMicros(count.end())));
    }
    values.addAll(List.of(now, counts.get(0).place().tenantId()));
    counts.forEach(count -> values.add(count.place().hash()));
    StringBuilder any = new StringBuilder();
    for (AttemptCount count : counts) {
      any.append(any.length() == 0 ? "" : " OR ")
          .append("key_hash = ? AND (expires_at <= ? OR attempts < ?)");
      values.addAll(List.of(count.place().hash(), now, count.most()));
    }
    return SqlStatementRunner.update(
        connection,
        "UPDATE store_count SET expires_at = CASE WHEN expires_at > ? AND attempts >= 1"
            + " THEN expires_at"
            + ends
            + " END, attempts = CASE WHEN expires_at > ? AND attempts >= 1 THEN attempts + 1 ELSE 1"
            + " END WHERE tenant_id = ? AND "
            + in(counts.stream().map(AttemptCount::place).toList()) // so that the index is used
            + " AND ("
            + any
            + ")",
        values.toArray());
  }

  static Optional<Instant> add(Connection connection, AttemptCount count, long now)
      throws SQLException {
    ShortLivedRecordKey place = count.place();
    if (count.most() < 1) {
      return Optional.of(count.end());
    }
    if (oneMore(connection, count, now) || anew(connection, count, now)) {
      return Optional.empty();
    }
    Optional<Instant> until = usedUp(connection, count, now);
    if (until.isEmpty()) {
      change(
          connection,
          "INSERT INTO store_count (tenant_id, key_hash, attempts, expires_at) VALUES (?, ?, 1, ?)",
          place,
          EpochMicrosConverter.toMicros(count.end()));
    }
    return until;
  }

  private static boolean oneMore(Connection connection, AttemptCount count, long now)
      throws SQLException {
    return change(
            connection,
            "UPDATE store_count SET attempts = attempts + 1"
                + HERE
                + " AND expires_at > ? AND attempts >= 1 AND attempts < ?",
            count.place(),
            now,
            count.most())
        == 1;
  }

  private static boolean anew(Connection connection, AttemptCount count, long now)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "UPDATE store_count SET attempts = 1, expires_at = ?"
                + HERE
                + " AND (expires_at <= ? OR attempts = 0)")) {
      statement.setLong(1, EpochMicrosConverter.toMicros(count.end()));
      statement.setString(2, count.place().tenantId());
      statement.setBytes(3, count.place().hash());
      statement.setLong(4, now);
      return statement.executeUpdate() == 1;
    }
  }

  private static Optional<Instant> usedUp(Connection connection, AttemptCount count, long now)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT expires_at FROM store_count"
                + HERE
                + " AND expires_at > ? AND attempts >= ?")) {
      set(statement, count.place(), now, count.most());
      try (var rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(EpochMicrosConverter.toInstant(rows.getLong(1)))
            : Optional.empty();
      }
    }
  }

  /** Resets the first counts to zero and decrements the others, in one statement. */
  static int resetAndDecrement(
      Connection connection,
      List<ShortLivedRecordKey> forgotten,
      List<ShortLivedRecordKey> less,
      long now)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    forgotten.forEach(place -> values.add(place.hash()));
    List<ShortLivedRecordKey> all = Stream.concat(forgotten.stream(), less.stream()).toList();
    values.add(all.get(0).tenantId());
    all.forEach(place -> values.add(place.hash()));
    all.forEach(place -> values.add(place.hash()));
    values.add(now);
    return SqlStatementRunner.update(
        connection,
        "UPDATE store_count SET attempts = CASE WHEN "
            + in(forgotten)
            + " THEN 0 ELSE attempts - 1 END WHERE tenant_id = ? AND "
            + in(all) // so that the index is used
            + " AND ("
            + in(forgotten)
            + " OR "
            + in(less)
            + " AND expires_at > ? AND attempts >= 1)",
        values.toArray());
  }

  private static String in(List<ShortLivedRecordKey> places) {
    return places.isEmpty()
        ? "1 = 0"
        : "key_hash IN (" + String.join(", ", Collections.nCopies(places.size(), "?")) + ")";
  }

  static int forget(Connection connection, ShortLivedRecordKey place) throws SQLException {
    return change(connection, "UPDATE store_count SET attempts = 0" + HERE, place);
  }

  static int decrement(Connection connection, ShortLivedRecordKey place, long now)
      throws SQLException {
    return change(
        connection,
        "UPDATE store_count SET attempts = attempts - 1"
            + HERE
            + " AND expires_at > ? AND attempts >= 1",
        place,
        now);
  }

  private static int change(
      Connection connection, String sql, ShortLivedRecordKey place, long... values)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      set(statement, place, values);
      return statement.executeUpdate();
    }
  }

  private static void set(PreparedStatement statement, ShortLivedRecordKey place, long... values)
      throws SQLException {
    statement.setString(1, place.tenantId());
    statement.setBytes(2, place.hash());
    for (int i = 0; i < values.length; i++) {
      statement.setLong(i + 3, values[i]);
    }
  }
}
