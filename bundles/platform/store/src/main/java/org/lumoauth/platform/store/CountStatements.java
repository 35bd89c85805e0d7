package org.lumoauth.platform.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.platform.store.CountTable.Counted;
import org.lumoauth.platform.store.RecordTable.Place;

/**
 * What is said to the table of counts. The common case comes first, and each statement decides by
 * its own conditions. No statement sets two columns by each other's values: databases differ in
 * which of them they see.
 */
final class CountStatements {
  private static final String HERE = " WHERE tenant_id = ? AND key_hash = ?";

  private CountStatements() {}

  static Optional<Instant> add(Connection connection, Counted count, long now) throws SQLException {
    Place place = count.place();
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
          Micros.of(count.end()));
    }
    return until;
  }

  private static boolean oneMore(Connection connection, Counted count, long now)
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

  private static boolean anew(Connection connection, Counted count, long now) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "UPDATE store_count SET attempts = 1, expires_at = ?"
                + HERE
                + " AND (expires_at <= ? OR attempts = 0)")) {
      statement.setLong(1, Micros.of(count.end()));
      statement.setString(2, count.place().tenantId());
      statement.setBytes(3, count.place().hash());
      statement.setLong(4, now);
      return statement.executeUpdate() == 1;
    }
  }

  private static Optional<Instant> usedUp(Connection connection, Counted count, long now)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT expires_at FROM store_count"
                + HERE
                + " AND expires_at > ? AND attempts >= ?")) {
      set(statement, count.place(), now, count.most());
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(Micros.instant(rows.getLong(1))) : Optional.empty();
      }
    }
  }

  static int forget(Connection connection, Place place) throws SQLException {
    return change(connection, "UPDATE store_count SET attempts = 0" + HERE, place);
  }

  static int takeBack(Connection connection, Place place, long now) throws SQLException {
    return change(
        connection,
        "UPDATE store_count SET attempts = attempts - 1"
            + HERE
            + " AND expires_at > ? AND attempts >= 1",
        place,
        now);
  }

  private static int change(Connection connection, String sql, Place place, long... values)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      set(statement, place, values);
      return statement.executeUpdate();
    }
  }

  private static void set(PreparedStatement statement, Place place, long... values)
      throws SQLException {
    statement.setString(1, place.tenantId());
    statement.setBytes(2, place.hash());
    for (int i = 0; i < values.length; i++) {
      statement.setLong(i + 3, values[i]);
    }
  }
}
