package org.lumoauth.authn.federation.provider;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.federation.FederationPersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps providers, their secrets encrypted. Every statement names the tenant. */
@Component(service = SocialProviderStore.class)
public final class SocialProviderStore {

  private static final String SELECT =
      "select provider, provider_no, settings, client_secret, created_us, version_no"
          + " from fed_provider where tenant_id = ?";

  private static final String ONE = " where tenant_id = ? and provider = ?";

  private final FederationPersistenceUnit unit;
  private final SecretVault vault;

  @Activate
  public SocialProviderStore(
      @Reference FederationPersistenceUnit unit, @Reference SecretVault vault) {
    this.unit = unit;
    this.vault = vault;
  }

  /** All providers of a tenant, by number: they are few. */
  public List<SocialProvider> all(String tenantId) {
    return unit.query(SocialProviderStore::read, SELECT + " order by provider_no", tenantId);
  }

  /**
   * The client's secret at a provider; empty if it has none, or the provider was changed since it
   * was read: a new secret is not for the old endpoints.
   */
  public Optional<String> secret(String tenantId, SocialProvider read) {
    return unit
        .query(
            row -> Optional.ofNullable(row.getBytes(1)),
            "select client_secret from fed_provider" + ONE + " and version_no = ?",
            tenantId,
            read.provider(),
            read.version())
        .stream()
        .flatMap(Optional::stream)
        .findFirst()
        .map(kept -> vault.decrypt(tenantId, context(read.provider()), kept))
        .map(plain -> new String(plain, StandardCharsets.UTF_8));
  }

  /**
   * The provider of this name.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  SocialProvider get(String tenantId, String provider) {
    return all(tenantId).stream()
        .filter(each -> each.provider().equals(provider))
        .findFirst()
        .orElseThrow(SocialProviderStore::unknown);
  }

  static ApiException unknown() {
    return ApiException.notFound("There is no such identity provider.");
  }

  /** Carries out what is one step. */
  void inTransaction(PersistenceUnit.SqlFunction<Void> work) {
    unit.inTransaction(work);
  }

  /**
   * Adds a provider, with the next number.
   *
   * @throws SQLException also if name or number are taken
   */
  void add(
      Connection connection,
      String tenantId,
      String provider,
      SocialProviderSettings settings,
      Optional<String> secret,
      Instant now)
      throws SQLException {
    long micros = FederationPersistenceUnit.micros(now);
    long last =
        SqlStatements.list(
                connection,
                row -> row.getLong(1),
                "select max(provider_no) from fed_provider where tenant_id = ?",
                tenantId)
            .get(0);
    SqlStatements.update(
        connection,
        "insert into fed_provider (tenant_id, provider, provider_no, settings, client_secret,"
            + " created_us, updated_us, version_no) values (?, ?, ?, ?, ?, ?, ?, 0)",
        tenantId,
        provider,
        last + 1,
        FederationPersistenceUnit.json(settings),
        sealed(tenantId, provider, secret),
        micros,
        micros);
  }

  /** Replaces what is set, the secret too, unless somebody did since it was read. */
  boolean replace(
      Connection connection,
      String tenantId,
      SocialProvider was,
      SocialProviderSettings settings,
      Optional<String> secret,
      Instant now)
      throws SQLException {
    return SqlStatements.update(
            connection,
            "update fed_provider set settings = ?, client_secret = ?, updated_us = ?,"
                + " version_no = version_no + 1"
                + ONE
                + " and version_no = ?",
            FederationPersistenceUnit.json(settings),
            sealed(tenantId, was.provider(), secret),
            FederationPersistenceUnit.micros(now),
            tenantId,
            was.provider(),
            was.version())
        == 1;
  }

  /** Whether there was one. */
  boolean remove(String tenantId, String provider) {
    return unit.update("delete from fed_provider" + ONE, tenantId, provider) == 1;
  }

  /** Removes what is kept of a tenant. */
  public void erase(String tenantId) {
    unit.update("delete from fed_provider where tenant_id = ?", tenantId);
  }

  private byte[] sealed(String tenantId, String provider, Optional<String> secret) {
    return secret
        .map(
            text ->
                vault.encrypt(tenantId, context(provider), text.getBytes(StandardCharsets.UTF_8)))
        .orElse(null);
  }

  private static String context(String provider) {
    return "identity-provider/" + provider;
  }

  private static SocialProvider read(ResultSet row) throws SQLException {
    return new SocialProvider(
        row.getString("provider"),
        row.getLong("provider_no"),
        FederationPersistenceUnit.parsed(row.getString("settings"), SocialProviderSettings.class),
        row.getBytes("client_secret") != null,
        FederationPersistenceUnit.at(row.getLong("created_us")),
        row.getLong("version_no"));
  }
}
