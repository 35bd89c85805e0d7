/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.connection;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.vault.VaultTransactionRunner;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.platform.persistence.JsonColumnConverter;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores connections with encrypted secrets. Every statement is restricted to a tenant. */
@Component(service = ConnectionStore.class)
public final class ConnectionStore {

  private static final JsonColumnConverter<Map<String, Object>> DEFINITION =
      JsonColumnConverter.of("vault_connection", new TypeReference<>() {});

  private static final String SELECT =
      "select connection_id, definition, client_secret, created_us, updated_us, version_no"
          + " from vault_connection where tenant_id = ?";

  private static final String ONE = " where tenant_id = ? and connection_id = ?";

  private final VaultTransactionRunner unit;
  private final SecretProtectionService vault;

  @Activate
  public ConnectionStore(
      @Reference VaultTransactionRunner unit, @Reference SecretProtectionService vault) {
    this.unit = unit;
    this.vault = vault;
  }

  /** Returns all connections of a tenant in the order of their registration. */
  public List<VaultConnection> all(String tenantId) {
    return unit.query(ConnectionStore::read, SELECT + " order by connection_id", tenantId);
  }

  /** Returns the connection with this id. */
  public Optional<VaultConnection> find(String tenantId, String id) {
    return unit
        .query(ConnectionStore::read, SELECT + " and connection_id = ?", tenantId, id)
        .stream()
        .findFirst();
  }

  /**
   * Returns the client secret at the provider; empty if there is none or the connection was changed
   * since it was read, because a new secret must not be sent to the old endpoints.
   */
  public Optional<String> findSecret(String tenantId, VaultConnection read) {
    String id = read.id();
    return unit
        .query(
            row -> Optional.ofNullable(row.getBytes(1)),
            "select client_secret from vault_connection" + ONE + " and version_no = ?",
            tenantId,
            id,
            read.version())
        .stream()
        .flatMap(Optional::stream)
        .findFirst()
        .map(kept -> vault.decrypt(tenantId, context(id), kept))
        .map(plain -> new String(plain, StandardCharsets.UTF_8));
  }

  VaultConnection add(
      String tenantId,
      String id,
      VaultConnectionDefinition spec,
      Optional<String> secret,
      Instant now) {
    unit.update(
        "insert into vault_connection (tenant_id, connection_id, definition, client_secret,"
            + " created_us, updated_us, version_no) values (?, ?, ?, ?, ?, ?, 0)",
        tenantId,
        id,
        DEFINITION.write(ConnectionRequestBodyParser.of(spec)),
        sealed(tenantId, id, secret),
        now,
        now);
    Instant stored = now.truncatedTo(ChronoUnit.MICROS);
    return new VaultConnection(id, spec, secret.isPresent(), stored, stored, 0);
  }

  /**
   * Replaces the registered values and the secret, unless the connection was changed since it was
   * read.
   */
  boolean replace(
      String tenantId,
      VaultConnection was,
      VaultConnectionDefinition spec,
      Optional<String> secret,
      Instant now) {
    return unit.update(
            "update vault_connection set definition = ?, client_secret = ?, updated_us = ?,"
                + " version_no = version_no + 1"
                + ONE
                + " and version_no = ?",
            DEFINITION.write(ConnectionRequestBodyParser.of(spec)),
            sealed(tenantId, was.id(), secret),
            now,
            tenantId,
            was.id(),
            was.version())
        == 1;
  }

  /**
   * Locks the connection until the end of the current transaction; false if it was changed since it
   * was read.
   */
  public boolean lockIfUnchanged(String tenantId, VaultConnection read) {
    return unit.update(
            "update vault_connection set version_no = version_no" + ONE + " and version_no = ?",
            tenantId,
            read.id(),
            read.version())
        == 1;
  }

  boolean remove(String tenantId, String id) {
    return unit.update("delete from vault_connection" + ONE, tenantId, id) == 1;
  }

  private byte[] sealed(String tenantId, String id, Optional<String> secret) {
    return secret
        .map(text -> vault.encrypt(tenantId, context(id), text.getBytes(StandardCharsets.UTF_8)))
        .orElse(null);
  }

  private static String context(String id) {
    return "vault-connection/" + id;
  }

  private static VaultConnection read(ResultSet row) throws SQLException {
    String id = row.getString("connection_id");
    return new VaultConnection(
        id,
        ConnectionRequestBodyParser.read(DEFINITION.read(row.getString("definition"), id)),
        row.getBytes("client_secret") != null,
        SqlStatementRunner.instant(row, "created_us"),
        SqlStatementRunner.instant(row, "updated_us"),
        row.getLong("version_no"));
  }
}
