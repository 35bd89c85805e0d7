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
import org.lumoauth.agents.vault.VaultPersistenceUnit;
import org.lumoauth.agents.vault.provider.ProviderTokens;
import org.lumoauth.api.key.SecretVault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps grants, their tokens encrypted. Every statement names the tenant; every change but a
 * removal of everything names the version that it is made to.
 */
@Component(service = VaultGrantStore.class)
public final class VaultGrantStore {

  private static final String SELECT =
      "select grant_id, connection_id, holder, status, scopes, refreshable, issued_us, expires_us,"
          + " created_us, version_no from vault_grant where tenant_id = ?";

  private static final String AS_READ = " where tenant_id = ? and grant_id = ? and version_no = ?";

  private final VaultPersistenceUnit unit;
  private final GrantTokenCipher seal;

  @Activate
  public VaultGrantStore(@Reference VaultPersistenceUnit unit, @Reference SecretVault vault) {
    this.unit = unit;
    this.seal = new GrantTokenCipher(vault);
  }

  /** The grant of a holder. */
  public Optional<VaultGrant> find(String tenantId, String connectionId, String holder) {
    return query(" and connection_id = ? and holder = ?", tenantId, connectionId, holder).stream()
        .findFirst();
  }

  /** The grant with this id. */
  public Optional<VaultGrant> find(String tenantId, String grantId) {
    return query(" and grant_id = ?", tenantId, grantId).stream().findFirst();
  }

  /** The grants of a connection in the order in which they were made. */
  public List<VaultGrant> findByConnection(String tenantId, String connectionId) {
    return query(" and connection_id = ? order by grant_id", tenantId, connectionId);
  }

  /** The grants of a user in the order in which they were made. */
  public List<VaultGrant> findByHolder(String tenantId, String holder) {
    return query(" and holder = ? order by grant_id", tenantId, holder);
  }

  /** How many users have a grant that stands, by connection. */
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

  /** How the grants stand that are the organization's own, by connection. */
  public Map<String, VaultGrantStatus> machineStatuses(String tenantId) {
    Map<String, VaultGrantStatus> statuses = new TreeMap<>();
    findByHolder(tenantId, VaultGrant.MACHINE)
        .forEach(grant -> statuses.put(grant.connectionId(), grant.status()));
    return statuses;
  }

  /** The tokens of a grant as it was read; empty if it has none, or was changed since. */
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
   * Adds a grant for which nothing was asked for yet.
   *
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if the holder has one
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
        VaultPersistenceUnit.micros(now));
  }

  /** Takes it upon itself to renew a grant until then; of several, on any node, one gets true. */
  public boolean claim(String tenantId, VaultGrant grant, Instant now, Instant until) {
    return unit.update(
            "update vault_grant set claimed_us = ?" + AS_READ + " and claimed_us <= ?",
            VaultPersistenceUnit.micros(until),
            tenantId,
            grant.id(),
            grant.version(),
            VaultPersistenceUnit.micros(now))
        == 1;
  }

  /** Gives the claim back. */
  public void release(String tenantId, VaultGrant grant) {
    unit.update(
        "update vault_grant set claimed_us = 0" + AS_READ, tenantId, grant.id(), grant.version());
  }

  /**
   * Puts tokens in the place of those that there were; a refresh token that the provider did not
   * replace stays (RFC 6749 section 6). False if the grant was changed or removed since.
   *
   * @param scopes what was asked for, where the provider does not say what it gave
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
            VaultPersistenceUnit.micros(now),
            tokens.lifetime().map(life -> VaultPersistenceUnit.micros(now.plus(life))).orElse(null),
            tenantId,
            grant.id(),
            grant.version())
        == 1;
  }

  /** Keeps in mind that the provider ended the grant; its tokens are gone. */
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

  /** Gives the access token to nobody any more: the next who asks has it renewed. */
  boolean expire(String tenantId, VaultGrant grant, Instant now) {
    return unit.update(
            "update vault_grant set expires_us = ?, version_no = version_no + 1" + AS_READ,
            VaultPersistenceUnit.micros(now.minus(Duration.ofSeconds(1))),
            tenantId,
            grant.id(),
            grant.version())
        == 1;
  }

  boolean remove(String tenantId, VaultGrant grant) {
    return unit.update("delete from vault_grant" + AS_READ, tenantId, grant.id(), grant.version())
        == 1;
  }

  /** Removes what is kept of a tenant. */
  public void erase(String tenantId) {
    unit.update("delete from vault_grant where tenant_id = ?", tenantId);
  }

  private List<VaultGrant> query(String condition, Object... values) {
    return unit.query(VaultGrantStore::read, SELECT + condition, values);
  }

  private static VaultGrant read(ResultSet row) throws SQLException {
    String scopes = row.getString("scopes");
    long expires = row.getLong("expires_us");
    Optional<Instant> expiresAt =
        row.wasNull() ? Optional.empty() : Optional.of(VaultPersistenceUnit.at(expires));
    return new VaultGrant(
        row.getString("grant_id"),
        row.getString("connection_id"),
        row.getString("holder"),
        VaultGrantStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        scopes.isEmpty() ? List.of() : List.of(scopes.split(" ")),
        row.getBoolean("refreshable"),
        VaultPersistenceUnit.at(row.getLong("issued_us")),
        expiresAt,
        VaultPersistenceUnit.at(row.getLong("created_us")),
        row.getLong("version_no"));
  }
}
