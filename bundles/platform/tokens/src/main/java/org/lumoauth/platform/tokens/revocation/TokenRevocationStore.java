/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.revocation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;

/** Stores revocations with plain SQL: each statement is one atomic step on one row. */
final class TokenRevocationStore {

  /** The key of a revoked token. */
  record RevokedTokenKey(String tenantId, String jti) {}

  /** A subject with tokens that are revoked up to a mark. */
  record RevokedSubject(String tenantId, String type, String id) {}

  /**
   * The mark up to which tokens are revoked.
   *
   * @param upTo the last revoked token identifier
   * @param expiresMicros when all revoked tokens have expired
   */
  record RevocationMark(String upTo, long expiresMicros) {

    static RevocationMark later(RevocationMark one, RevocationMark other) {
      return one.upTo.compareTo(other.upTo) >= 0 ? one : other;
    }
  }

  private final PersistenceUnit unit;

  TokenRevocationStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Stores the revocation of a token; idempotent. */
  void revoke(RevokedTokenKey token, long expiresMicros) {
    try {
      unit.jdbc(
          connection ->
              SqlStatementRunner.update(
                  connection,
                  "insert into tok_revoked (tenant_id, jti, expires_us) values (?, ?, ?)",
                  token.tenantId(),
                  token.jti(),
                  expiresMicros));
    } catch (DuplicateKeyException e) {
      return; // already revoked
    }
  }

  /** Moves a subject's mark forward, never back. */
  void mark(RevokedSubject subject, RevocationMark mark) {
    try {
      if (!advance(subject, mark)) {
        insert(subject, mark);
      }
    } catch (DuplicateKeyException e) {
      advance(subject, mark); // another node marked the subject concurrently
    }
  }

  /** Loads all revocations that have not expired. */
  void load(
      long nowMicros,
      BiConsumer<RevokedTokenKey, Long> tokens,
      BiConsumer<RevokedSubject, RevocationMark> marks) {
    unit.<Void>jdbc(
        connection -> {
          loadTokens(connection, nowMicros, tokens);
          loadMarks(connection, nowMicros, marks);
          return null;
        });
  }

  /** Returns the expiry of the revoked token; empty if it is not revoked. */
  Optional<Long> findToken(RevokedTokenKey token) {
    return unit.jdbc(
        connection ->
            SqlStatementRunner.first(
                connection,
                row -> row.getLong(1),
                "select expires_us from tok_revoked where tenant_id = ? and jti = ?",
                token.tenantId(),
                token.jti()));
  }

  Optional<RevocationMark> findMark(RevokedSubject subject) {
    return unit.jdbc(
        connection ->
            SqlStatementRunner.first(
                connection,
                row -> new RevocationMark(row.getString(1), row.getLong(2)),
                "select revoked_upto, expires_us from tok_watermark"
                    + " where tenant_id = ? and subject_type = ? and subject_id = ?",
                subject.tenantId(),
                subject.type(),
                subject.id()));
  }

  void purge(long nowMicros) {
    unit.deleteInBatches("delete from tok_revoked where expires_us < ?", nowMicros);
    unit.deleteInBatches("delete from tok_watermark where expires_us < ?", nowMicros);
  }

  void erase(String tenantId) {
    unit.deleteInBatches("delete from tok_revoked where tenant_id = ?", tenantId);
    unit.deleteInBatches("delete from tok_watermark where tenant_id = ?", tenantId);
  }

  private boolean advance(RevokedSubject subject, RevocationMark mark) {
    return unit.jdbc(
        connection -> {
          int moved =
              SqlStatementRunner.update(
                  connection,
                  "update tok_watermark set revoked_upto = ?, expires_us = ?"
                      + " where tenant_id = ? and subject_type = ? and subject_id = ?"
                      + " and revoked_upto <= ?",
                  mark.upTo(),
                  mark.expiresMicros(),
                  subject.tenantId(),
                  subject.type(),
                  subject.id(),
                  mark.upTo());
          return moved == 1;
        });
  }

  private void insert(RevokedSubject subject, RevocationMark mark) {
    unit.jdbc(
        connection ->
            SqlStatementRunner.update(
                connection,
                "insert into tok_watermark"
                    + " (tenant_id, subject_type, subject_id, revoked_upto, expires_us)"
                    + " values (?, ?, ?, ?, ?)",
                subject.tenantId(),
                subject.type(),
                subject.id(),
                mark.upTo(),
                mark.expiresMicros()));
  }

  /** Row by row: there may be many. */
  private static void loadTokens(
      Connection connection, long nowMicros, BiConsumer<RevokedTokenKey, Long> tokens)
      throws SQLException {
    try (var select =
        connection.prepareStatement(
            "select tenant_id, jti, expires_us from tok_revoked where expires_us >= ?")) {
      SqlStatementRunner.set(select, nowMicros);
      ResultSet rows = select.executeQuery();
      while (rows.next()) {
        tokens.accept(new RevokedTokenKey(rows.getString(1), rows.getString(2)), rows.getLong(3));
      }
    }
  }

  private static void loadMarks(
      Connection connection, long nowMicros, BiConsumer<RevokedSubject, RevocationMark> marks)
      throws SQLException {
    try (var select =
        connection.prepareStatement(
            "select tenant_id, subject_type, subject_id, revoked_upto, expires_us"
                + " from tok_watermark where expires_us >= ?")) {
      SqlStatementRunner.set(select, nowMicros);
      ResultSet rows = select.executeQuery();
      while (rows.next()) {
        marks.accept(
            new RevokedSubject(rows.getString(1), rows.getString(2), rows.getString(3)),
            new RevocationMark(rows.getString(4), rows.getLong(5)));
      }
    }
  }
}
