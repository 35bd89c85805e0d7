/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.grant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lumoauth.agents.vault.VaultTransactionRunner;
import org.lumoauth.agents.vault.provider.ProviderTokens;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores grants with encrypted tokens. Every statement is restricted to a tenant; every change,
 * except a removal of all rows, is conditional on the version.
 */
@Component(service = VaultGrantStore.class)
public final class VaultGrantStore {

  private static final String SELECT =
      "select grant_id, connection_id, holder, status, scopes, refreshable, issued_us, expires_us,"
          + " created_us, version_no from vault_grant where tenant_id = ?";

  private static final String AS_READ = " where tenant_id = ? and grant_id = ? and version_no = ?";

  private final VaultTransactionRunner unit;
  private final GrantTokenCipher seal;

  @Activate
  public VaultGrantStore(
      @Reference VaultTransactionRunner unit, @Reference SecretProtectionService vault) {
    this.unit = unit;
    this.seal = new GrantTokenCipher(vault);
  }

  /** Returns the grant of a user, or of the tenant for {@link VaultGrant#MACHINE}. */
  public Optional<VaultGrant> find(String tenantId, String connectionId, String holder) {
    return query(" and connection_id = ? and holder = ?", tenantId, connectionId, holder).stream()
        .findFirst();
  }

  /** Returns the grant with this id. */
  public Optional<VaultGrant> find(String tenantId, String grantId) {
    return query(" and grant_id = ?", tenantId, grantId).stream().findFirst();
  }

  /** Returns the grants of a connection in the order of their creation. */
  public List<VaultGrant> findByConnection(String tenantId, String connectionId) {
    return query(" and connection_id = ? order by grant_id", tenantId, connectionId);
  }

  /** Returns the grants of a user in the order of their creation. */
  public List<VaultGrant> findByHolder(String tenantId, String holder) {
    return query(" and holder = ? order by grant_id", tenantId, holder);
  }

  /** Returns the number of users with an active grant, by connection. */
  public Map<String, Integer> countLinkedUsers(String tenantId) {
    Map<String, Integer> counts = new TreeMap<>();
    unit.query(
        row -> counts.put(row.getString(1), row.getInt(2)),
        "select connection_id, count(*) from vault_grant where tenant_id = ? and holder <> ?"
            + " and status = ? group by connection_id",
        tenantId,
        VaultGrant.MACHINE,
        VaultGrantStatus.ACTIVE.wire());
    return counts;
  }

  /** Returns the status of the tenant's own grants, by connection. */
  public Map<String, VaultGrantStatus> machineStatuses(String tenantId) {
    Map<String, VaultGrantStatus> statuses = new TreeMap<>();
    findByHolder(tenantId, VaultGrant.MACHINE)
        .forEach(grant -> statuses.put(grant.connectionId(), grant.status()));
    return statuses;
  }

  /** Returns the tokens of a grant; empty if it has none or was changed since it was read. */
  public Optional<StoredGrantTokens> findTokens(String tenantId, VaultGrant grant) {
    return unit
        .query(
            row -> Optional.ofNullable(row.getBytes(1)),
            "select sealed from vault_grant" + AS_READ,
            tenantId,
            grant.id(),
            grant.version())
        .stream()
        .flatMap(Optional::stream)
        .findFirst()
        .map(kept -> seal.open(tenantId, grant.id(), kept));
  }

  /**
   * Adds a grant without tokens.
   *
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if the user or tenant already
   *     has a grant for the connection
   */
  void open(String tenantId, String id, String connectionId, String holder, Instant now) {
    unit.update(
        "insert into vault_grant (tenant_id, grant_id, connection_id, holder, status, scopes,"
            + " refreshable, issued_us, claimed_us, created_us, version_no)"
            + " values (?, ?, ?, ?, ?, '', ?, 0, 0, ?, 0)",
        tenantId,
        id,
        connectionId,
        holder,
        VaultGrantStatus.PENDING.wire(),
        holder.equals(VaultGrant.MACHINE),
        now);
  }

  /**
   * Claims the renewal of a grant until the given time; of several callers on all nodes exactly one
   * gets true.
   */
  public boolean claim(String tenantId, VaultGrant grant, Instant now, Instant until) {
    return unit.update(
            "update vault_grant set claimed_us = ?" + AS_READ + " and claimed_us <= ?",
            until,
            tenantId,
            grant.id(),
            grant.version(),
            now)
        == 1;
  }

  /** Releases the claim. */
  public void release(String tenantId, VaultGrant grant) {
    unit.update(
        "update vault_grant set claimed_us = 0" + AS_READ, tenantId, grant.id(), grant.version());
  }

  /**
   * Replaces the tokens. If the provider returns no refresh token, the stored refresh token remains
   * valid and is retained (RFC 6749 section 6). False if the grant was changed or removed since it
   * was read.
   *
   * @param scopes the requested scopes, used if the provider returns none
   */
  public boolean renew(
      String tenantId, VaultGrant grant, ProviderTokens tokens, List<String> scopes, Instant now) {
    Optional<String> refreshToken =
        tokens
            .refreshToken()
            .or(() -> findTokens(tenantId, grant).flatMap(StoredGrantTokens::refreshToken));
    var kept = new StoredGrantTokens(tokens.accessToken(), refreshToken);
    return unit.update(
            "update vault_grant set status = ?, scopes = ?, sealed = ?, refreshable = ?,"
                + " issued_us = ?, expires_us = ?, claimed_us = 0, version_no = version_no + 1"
                + AS_READ,
            VaultGrantStatus.ACTIVE.wire(),
            String.join(" ", tokens.scopes().orElse(scopes)),
            seal.seal(tenantId, grant.id(), kept),
            grant.isMachineGrant() || refreshToken.isPresent(),
            now,
            tokens.lifetime().map(now::plus).orElse(null),
            tenantId,
            grant.id(),
            grant.version())
        == 1;
  }

  /** Marks the grant as revoked by the provider and deletes its tokens. */
  public boolean markEnded(String tenantId, VaultGrant grant) {
    return unit.update(
            "update vault_grant set status = ?, sealed = null, claimed_us = 0,"
                + " version_no = version_no + 1"
                + AS_READ,
            VaultGrantStatus.REVOKED.wire(),
            tenantId,
            grant.id(),
            grant.version())
        == 1;
  }

  /** Marks the access token as expired, so that the next retrieval renews it. */
  boolean expire(String tenantId, VaultGrant grant, Instant now) {
    return unit.update(
            "update vault_grant set expires_us = ?, version_no = version_no + 1" + AS_READ,
            now.minus(Duration.ofSeconds(1)),
            tenantId,
            grant.id(),
            grant.version())
        == 1;
  }

  boolean remove(String tenantId, VaultGrant grant) {
    return unit.update("delete from vault_grant" + AS_READ, tenantId, grant.id(), grant.version())
        == 1;
  }

  private List<VaultGrant> query(String condition, Object... values) {
    return unit.query(VaultGrantStore::read, SELECT + condition, values);
  }

  private static VaultGrant read(ResultSet row) throws SQLException {
    String scopes = row.getString("scopes");
    return new VaultGrant(
        row.getString("grant_id"),
        row.getString("connection_id"),
        row.getString("holder"),
        VaultGrantStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        scopes.isEmpty() ? List.of() : List.of(scopes.split(" ")),
        row.getBoolean("refreshable"),
        SqlStatementRunner.instant(row, "issued_us"),
        SqlStatementRunner.findInstant(row, "expires_us"),
        SqlStatementRunner.instant(row, "created_us"),
        row.getLong("version_no"));
  }
}
