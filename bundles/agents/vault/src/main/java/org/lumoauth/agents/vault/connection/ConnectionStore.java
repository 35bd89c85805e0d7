package org.lumoauth.agents.vault.connection;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.vault.VaultSqlGateway;
import org.lumoauth.api.key.SecretVault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores connections with encrypted secrets. Every statement is restricted to a tenant. */
@Component(service = ConnectionStore.class)
public final class ConnectionStore {

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private static final String SELECT =
      "select connection_id, definition, client_secret, created_us, updated_us, version_no"
          + " from vault_connection where tenant_id = ?";

  private static final String ONE = " where tenant_id = ? and connection_id = ?";

  private final VaultSqlGateway unit;
  private final SecretVault vault;

  @Activate
  public ConnectionStore(@Reference VaultSqlGateway unit, @Reference SecretVault vault) {
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
    long micros = VaultSqlGateway.micros(now);
    unit.update(
        "insert into vault_connection (tenant_id, connection_id, definition, client_secret,"
            + " created_us, updated_us, version_no) values (?, ?, ?, ?, ?, ?, 0)",
        tenantId,
        id,
        definition(spec),
        sealed(tenantId, id, secret),
        micros,
        micros);
    return new VaultConnection(
        id, spec, secret.isPresent(), VaultSqlGateway.at(micros), VaultSqlGateway.at(micros), 0);
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
            definition(spec),
            sealed(tenantId, was.id(), secret),
            VaultSqlGateway.micros(now),
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

  /** Deletes all rows of a tenant. */
  public void erase(String tenantId) {
    unit.update("delete from vault_connection where tenant_id = ?", tenantId);
  }

  private byte[] sealed(String tenantId, String id, Optional<String> secret) {
    return secret
        .map(text -> vault.encrypt(tenantId, context(id), text.getBytes(StandardCharsets.UTF_8)))
        .orElse(null);
  }

  private static String context(String id) {
    return "vault-connection/" + id;
  }

  private static String definition(VaultConnectionDefinition spec) {
    return new String(VaultSqlGateway.json(ConnectionBodyParser.of(spec)), StandardCharsets.UTF_8);
  }

  private static VaultConnection read(ResultSet row) throws SQLException {
    byte[] definition = row.getString("definition").getBytes(StandardCharsets.UTF_8);
    return new VaultConnection(
        row.getString("connection_id"),
        ConnectionBodyParser.read(VaultSqlGateway.parsed(definition, OBJECT)),
        row.getBytes("client_secret") != null,
        VaultSqlGateway.at(row.getLong("created_us")),
        VaultSqlGateway.at(row.getLong("updated_us")),
        row.getLong("version_no"));
  }
}
