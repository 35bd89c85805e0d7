/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores the registration data of clients that registered themselves, in addition to the client.
 */
@Component(service = ClientRegistrationStore.class)
public final class ClientRegistrationStore {

  private final PersistenceUnit unit;

  /**
   * A stored registration.
   *
   * @param tokenHash the keyed hash of the registration access token
   * @param vouched whether a credential authorized the registration
   */
  record ClientRegistrationRow(byte[] tokenHash, boolean vouched) {}

  @Activate
  public ClientRegistrationStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  void add(String tenantId, String clientId, ClientRegistrationRow row, Instant changedAt) {
    unit.update(
        "insert into dcr_registration (tenant_id, client_id, token_hash, vouched, changed_us)"
            + " values (?, ?, ?, ?, ?)",
        tenantId,
        clientId,
        row.tokenHash(),
        row.vouched(),
        changedAt);
  }

  Optional<ClientRegistrationRow> find(String tenantId, String clientId) {
    return unit.first(
        row -> new ClientRegistrationRow(row.getBytes(1), row.getBoolean(2)),
        "select token_hash, vouched from dcr_registration where tenant_id = ? and client_id = ?",
        tenantId,
        clientId);
  }

  /**
   * Replaces the token hash if it is unchanged. If several calls compete, exactly one returns true.
   */
  boolean rotate(String tenantId, String clientId, byte[] was, byte[] is, Instant changedAt) {
    return unit.update(
            "update dcr_registration set token_hash = ?, changed_us = ?"
                + " where tenant_id = ? and client_id = ? and token_hash = ?",
            is,
            changedAt,
            tenantId,
            clientId,
            was)
        == 1;
  }

  void remove(String tenantId, String clientId) {
    unit.update(
        "delete from dcr_registration where tenant_id = ? and client_id = ?", tenantId, clientId);
  }
}
