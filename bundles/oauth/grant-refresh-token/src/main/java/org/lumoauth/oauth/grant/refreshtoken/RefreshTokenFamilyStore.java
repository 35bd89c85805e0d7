/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.RowQuota;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.lumoauth.platform.persistence.StaleDataException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores refresh token families. Statements are plain SQL: each is one atomic step on one row. */
@Component(service = RefreshTokenFamilyStore.class)
public final class RefreshTokenFamilyStore {

  private static final RowQuota QUOTA = new RowQuota("refresh_tokens", "rft_family", 5_000_000);

  private static final Logger LOG = LoggerFactory.getLogger(RefreshTokenFamilyStore.class);
  private static final int TRIES = 3;

  /** The maximum size of a stored grant in bytes. */
  static final int MAX_GRANT_BYTES = 16_000;

  private static final String SELECT =
      "select gen_no, rotated_us, created_us, ends_us, expires_us, ended_us, grant_json"
          + " from rft_family where tenant_id = ? and family_hash = ?";

  private final PersistenceUnit unit;

  @Activate
  public RefreshTokenFamilyStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Returns the current state of a family. */
  Optional<RefreshTokenFamily> find(String tenantId, byte[] key) {
    return unit.first(RefreshTokenFamilyStore::family, SELECT, tenantId, key);
  }

  /** Rotates a family if it was not changed since it was read and has not expired. */
  boolean rotate(
      String tenantId, byte[] key, RefreshTokenFamily from, RefreshTokenFamily to, Instant now) {
    return unit.groupCommit(
            "update rft_family set gen_no = ?, rotated_us = ?, expires_us = ?"
                + " where tenant_id = ? and family_hash = ? and gen_no = ? and ended_us is null"
                + " and expires_us > ?",
            to.generation(),
            to.rotatedAt(),
            to.expiresAt(),
            tenantId,
            key,
            from.generation(),
            now)
        == 1;
  }

  /** Revokes a family and returns whether this call did. */
  boolean end(String tenantId, byte[] key, Instant now) {
    return update(
            "update rft_family set ended_us = ?"
                + " where tenant_id = ? and family_hash = ? and ended_us is null",
            now,
            tenantId,
            key)
        == 1;
  }

  /**
   * Adds a family.
   *
   * @throws org.lumoauth.api.web.ApiException 409 {@code quota_exceeded} if the tenant's quota is
   *     exhausted
   */
  void add(
      String tenantId, byte[] key, RefreshTokenFamily family, byte[] grantJson, boolean offline) {
    unit.requireWithinQuota(QUOTA, tenantId);
    unit.groupCommit(
        "insert into rft_family (tenant_id, family_hash, grant_id, session_id, offline,"
            + " gen_no, rotated_us, created_us, ends_us, expires_us, grant_json)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        tenantId,
        key,
        family.grant().id(),
        family.grant().sessionId().orElse(null),
        offline,
        family.generation(),
        family.rotatedAt(),
        family.createdAt(),
        family.endsAt(),
        family.expiresAt(),
        grantJson);
  }

  /** Deletes the families of a revoked grant. */
  void removeOfGrant(String tenantId, String grantId) {
    update("delete from rft_family where tenant_id = ? and grant_id = ?", tenantId, grantId);
  }

  /** Deletes the families of an expired or revoked session, except those with offline access. */
  void removeOfSession(String tenantId, String sessionId) {
    update(
        "delete from rft_family where tenant_id = ? and session_id = ? and offline = ?",
        tenantId,
        sessionId,
        false);
  }

  int purge(Instant now) {
    return unit.deleteInBatches("delete from rft_family where expires_us < ?", now);
  }

  private static RefreshTokenFamily family(ResultSet row) throws SQLException {
    return new RefreshTokenFamily(
        AuthorizationGrantJsonCodec.read(row.getBytes("grant_json")),
        row.getInt("gen_no"),
        SqlStatementRunner.instant(row, "rotated_us"),
        SqlStatementRunner.instant(row, "created_us"),
        SqlStatementRunner.instant(row, "ends_us"),
        SqlStatementRunner.instant(row, "expires_us"),
        SqlStatementRunner.findInstant(row, "ended_us"));
  }

  /** Runs an update and retries it if the database rolled it back because of a conflict. */
  private int update(String sql, Object... values) {
    for (int attempt = 1; attempt < TRIES; attempt++) {
      try {
        return unit.update(sql, values);
      } catch (StaleDataException e) {
        LOG.debug("refresh-token.conflict attempt={}", attempt);
      }
    }
    return unit.update(sql, values);
  }
}
