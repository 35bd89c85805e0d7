/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.provider;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.JsonColumnConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores providers with encrypted secrets. Every statement is restricted to the tenant. */
@Component(service = SocialProviderStore.class)
public final class SocialProviderStore {

  private static final JsonColumnConverter<SocialProviderDefinition> SETTINGS =
      JsonColumnConverter.of("fed_provider", SocialProviderDefinition.class);

  private static final String SELECT =
      "select provider, provider_no, settings, client_secret, created_us, version_no"
          + " from fed_provider where tenant_id = ?";

  private static final String ONE = " where tenant_id = ? and provider = ?";

  private final PersistenceUnit unit;
  private final SecretProtectionService vault;

  @Activate
  public SocialProviderStore(
      @Reference PersistenceUnit unit, @Reference SecretProtectionService vault) {
    this.unit = unit;
    this.vault = vault;
  }

  /** Returns all providers of a tenant, by number. Their number is small. */
  public List<SocialProvider> all(String tenantId) {
    return unit.list(SocialProviderStore::read, SELECT + " order by provider_no", tenantId);
  }

  /**
   * Returns the client secret of a provider. Returns empty if none is stored, or if the provider
   * changed since it was read: a new secret must not be sent to the old endpoints.
   */
  public Optional<String> secret(String tenantId, SocialProvider read) {
    return unit.first(
            row -> Optional.ofNullable(row.getBytes(1)),
            "select client_secret from fed_provider" + ONE + " and version_no = ?",
            tenantId,
            read.provider(),
            read.version())
        .flatMap(Function.identity())
        .map(kept -> vault.decrypt(tenantId, context(read.provider()), kept))
        .map(plain -> new String(plain, StandardCharsets.UTF_8));
  }

  /**
   * Returns the provider with this name.
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
    return ApiException.notFound("The identity provider does not exist.");
  }

  /** Runs a function in one transaction. */
  void inTransaction(PersistenceUnit.SqlFunction<Void> work) {
    unit.jdbc(work);
  }

  /**
   * Adds a provider with the next number.
   *
   * @throws SQLException also if the name or number is already in use
   */
  void add(
      Connection connection,
      String tenantId,
      String provider,
      SocialProviderDefinition settings,
      Optional<String> secret,
      Instant now)
      throws SQLException {
    long last =
        SqlStatementRunner.list(
                connection,
                row -> row.getLong(1),
                "select max(provider_no) from fed_provider where tenant_id = ?",
                tenantId)
            .get(0);
    SqlStatementRunner.update(
        connection,
        "insert into fed_provider (tenant_id, provider, provider_no, settings, client_secret,"
            + " created_us, updated_us, version_no) values (?, ?, ?, ?, ?, ?, ?, 0)",
        tenantId,
        provider,
        last + 1,
        SETTINGS.write(settings),
        sealed(tenantId, provider, secret),
        now,
        now);
  }

  /** Replaces the settings and the secret. Returns false after a concurrent change. */
  boolean replace(
      Connection connection,
      String tenantId,
      SocialProvider was,
      SocialProviderDefinition settings,
      Optional<String> secret,
      Instant now)
      throws SQLException {
    return SqlStatementRunner.update(
            connection,
            "update fed_provider set settings = ?, client_secret = ?, updated_us = ?,"
                + " version_no = version_no + 1"
                + ONE
                + " and version_no = ?",
            SETTINGS.write(settings),
            sealed(tenantId, was.provider(), secret),
            now,
            tenantId,
            was.provider(),
            was.version())
        == 1;
  }

  /** Deletes a provider. Returns whether it existed. */
  boolean remove(String tenantId, String provider) {
    return unit.update("delete from fed_provider" + ONE, tenantId, provider) == 1;
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
    String provider = row.getString("provider");
    return new SocialProvider(
        provider,
        row.getLong("provider_no"),
        SETTINGS.read(row.getString("settings"), provider),
        row.getBytes("client_secret") != null,
        SqlStatementRunner.instant(row, "created_us"),
        row.getLong("version_no"));
  }
}
