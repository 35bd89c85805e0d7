/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.EpochMicrosConverter;

/**
 * The table of short-lived records. A single statement decides each write: the unique key accepts
 * one insert, and of several deletes or updates of one version only one changes a row.
 */
final class ShortLivedRecordTable {
  private final RetryingPersistenceUnit unit;

  ShortLivedRecordTable(RetryingPersistenceUnit unit) {
    this.unit = unit;
  }

  /** The key of a record: the tenant and the hash of kind and key. */
  record ShortLivedRecordKey(String tenantId, byte[] hash) {}

  /** The content of a row. */
  record ShortLivedRecordRow(byte[] sealed, long version, Instant expiresAt) {}

  /**
   * Starts to insert a row; an expired one is replaced.
   *
   * @return returns whether the key was free
   */
  BooleanSupplier insert(
      ShortLivedRecordKey place, String kind, byte[] sealed, Instant expiresAt, Instant now) {
    BooleanSupplier first = insert(place, kind, sealed, expiresAt);
    return () ->
        first.getAsBoolean()
            || succeed(place, sealed, expiresAt, now)
            || insert(place, kind, sealed, expiresAt).getAsBoolean(); // purged concurrently
  }

  /** Returns the row, if it has not expired. */
  Optional<ShortLivedRecordRow> find(ShortLivedRecordKey place, Instant now) {
    return unit.autoCommit(connection -> select(connection, place, now));
  }

  /** Removes the row and returns it; of several callers only one receives it. */
  Optional<ShortLivedRecordRow> take(ShortLivedRecordKey place, Instant now) {
    Optional<ShortLivedRecordRow> row = find(place, now);
    while (row.isPresent() && !delete(place, row.get().version())) {
      row = find(place, now); // replaced or removed concurrently
    }
    return row;
  }

  /**
   * Starts to replace the row, if it still has this version.
   *
   * @return returns the new version
   */
  Supplier<OptionalLong> update(
      ShortLivedRecordKey place, long version, byte[] sealed, Instant expiresAt, Instant now) {
    long next = newVersion();
    IntSupplier changed =
        unit.beginGroupCommit(
            "UPDATE store_record SET sealed = ?, expires_at = ?, version_no = ?"
                + " WHERE tenant_id = ? AND key_hash = ? AND version_no = ? AND expires_at > ?",
            sealed,
            EpochMicrosConverter.toMicros(expiresAt),
            next,
            place.tenantId(),
            place.hash(),
            version,
            EpochMicrosConverter.toMicros(now));
    return () -> changed.getAsInt() == 1 ? OptionalLong.of(next) : OptionalLong.empty();
  }

  /** Removes the row if it has not expired; returns whether it existed. */
  boolean discard(ShortLivedRecordKey place, Instant now) {
    return unit.groupCommit(
            "DELETE FROM store_record WHERE tenant_id = ? AND key_hash = ? AND expires_at > ?",
            place.tenantId(),
            place.hash(),
            EpochMicrosConverter.toMicros(now))
        == 1;
  }

  /** Removes the row. */
  void delete(ShortLivedRecordKey place) {
    unit.groupCommit(
        "DELETE FROM store_record WHERE tenant_id = ? AND key_hash = ?",
        place.tenantId(),
        place.hash());
  }

  /**
   * Removes expired rows.
   *
   * @param limit the maximum number of rows
   * @return the number of removed rows
   */
  int purge(Instant now, int limit) {
    return unit.update(
        "DELETE FROM store_record WHERE expires_at <= ? LIMIT " + limit,
        EpochMicrosConverter.toMicros(now));
  }

  /**
   * Overwrites an expired row. It is not deleted and inserted, because two such callers would
   * deadlock.
   */
  private boolean succeed(
      ShortLivedRecordKey place, byte[] sealed, Instant expiresAt, Instant now) {
    return unit.groupCommit(
            "UPDATE store_record SET sealed = ?, expires_at = ?, version_no = ?"
                + " WHERE tenant_id = ? AND key_hash = ? AND expires_at <= ?",
            sealed,
            EpochMicrosConverter.toMicros(expiresAt),
            newVersion(),
            place.tenantId(),
            place.hash(),
            EpochMicrosConverter.toMicros(now))
        == 1;
  }

  private BooleanSupplier insert(
      ShortLivedRecordKey place, String kind, byte[] sealed, Instant expiresAt) {
    IntSupplier added =
        unit.beginGroupCommit(
            "INSERT INTO store_record (tenant_id, key_hash, kind, sealed, expires_at, version_no)"
                + " VALUES (?, ?, ?, ?, ?, ?)",
            place.tenantId(),
            place.hash(),
            kind,
            sealed,
            EpochMicrosConverter.toMicros(expiresAt),
            newVersion());
    return () -> {
      try {
        return added.getAsInt() == 1;
      } catch (DuplicateKeyException e) {
        return false;
      }
    };
  }

  private static Optional<ShortLivedRecordRow> select(
      Connection connection, ShortLivedRecordKey place, Instant now) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT sealed, version_no, expires_at FROM store_record"
                + " WHERE tenant_id = ? AND key_hash = ? AND expires_at > ?")) {
      statement.setString(1, place.tenantId());
      statement.setBytes(2, place.hash());
      statement.setLong(3, EpochMicrosConverter.toMicros(now));
      try (var rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new ShortLivedRecordRow(
                    rows.getBytes(1),
                    rows.getLong(2),
                    EpochMicrosConverter.toInstant(rows.getLong(3))))
            : Optional.empty();
      }
    }
  }

  private boolean delete(ShortLivedRecordKey place, long version) {
    return unit.groupCommit(
            "DELETE FROM store_record" + " WHERE tenant_id = ? AND key_hash = ? AND version_no = ?",
            place.tenantId(),
            place.hash(),
            version)
        == 1;
  }

  /** Random, because a record that was removed and inserted again must not have its old version. */
  private static long newVersion() {
    return ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
  }
}
