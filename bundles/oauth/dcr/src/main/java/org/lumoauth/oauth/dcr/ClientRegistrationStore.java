package org.lumoauth.oauth.dcr;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.SqlStatements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores the registration data of clients that registered themselves, in addition to the client.
 */
@Component(
    service = {ClientRegistrationStore.class, TenantDataEraser.class},
    property = {"lumoauth.kind=tenant-data", "lumoauth.name=oauth-dcr"})
public final class ClientRegistrationStore implements TenantDataEraser {

  static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "oauth-dcr", ClientRegistrationStore.class, List.of(), "db/oauth-dcr.xml");

  private final PersistenceUnit unit;

  /**
   * A stored registration.
   *
   * @param tokenHash the keyed hash of the registration access token
   * @param vouched whether a credential authorized the registration
   */
  record ClientRegistrationRow(byte[] tokenHash, boolean vouched) {}

  @Activate
  public ClientRegistrationStore(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  ClientRegistrationStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  @Deactivate
  void close() {
    unit.close();
  }

  void add(String tenantId, String clientId, ClientRegistrationRow row, long changedMicros) {
    update(
        "insert into dcr_registration (tenant_id, client_id, token_hash, vouched, changed_us)"
            + " values (?, ?, ?, ?, ?)",
        tenantId,
        clientId,
        row.tokenHash(),
        row.vouched(),
        changedMicros);
  }

  Optional<ClientRegistrationRow> find(String tenantId, String clientId) {
    return unit.jdbc(
        connection ->
            SqlStatements.first(
                connection,
                row -> new ClientRegistrationRow(row.getBytes(1), row.getBoolean(2)),
                "select token_hash, vouched from dcr_registration"
                    + " where tenant_id = ? and client_id = ?",
                tenantId,
                clientId));
  }

  /**
   * Replaces the token hash if it is unchanged. If several calls compete, exactly one returns true.
   */
  boolean rotate(String tenantId, String clientId, byte[] was, byte[] is, long changedMicros) {
    return update(
            "update dcr_registration set token_hash = ?, changed_us = ?"
                + " where tenant_id = ? and client_id = ? and token_hash = ?",
            is,
            changedMicros,
            tenantId,
            clientId,
            was)
        == 1;
  }

  void remove(String tenantId, String clientId) {
    update(
        "delete from dcr_registration where tenant_id = ? and client_id = ?", tenantId, clientId);
  }

  @Override
  public void erase(String tenantId) {
    update("delete from dcr_registration where tenant_id = ?", tenantId);
  }

  private int update(String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatements.update(connection, sql, values));
  }
}
