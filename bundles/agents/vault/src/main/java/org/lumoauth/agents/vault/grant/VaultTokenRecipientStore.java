/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.grant;

import java.time.Instant;
import java.util.List;
import org.lumoauth.agents.vault.VaultTransactionRunner;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Records the agents that received the access token of a grant, so that the token can be revoked if
 * an agent loses access. Every statement is restricted to a tenant.
 */
@Component(service = VaultTokenRecipientStore.class)
public final class VaultTokenRecipientStore {

  private static final String ONE = " where tenant_id = ? and grant_id = ? and agent_id = ?";

  /** A token that an agent received: its grant version and the time of delivery. */
  record DeliveredToken(
      String grantId,
      String agentId,
      String holder,
      String connectionId,
      long version,
      Instant issuedAt) {}

  private final VaultTransactionRunner unit;

  @Activate
  public VaultTokenRecipientStore(@Reference VaultTransactionRunner unit) {
    this.unit = unit;
  }

  /**
   * Records that the agent receives the token of this version of the grant; an earlier version is
   * replaced.
   */
  public void recordDelivery(String tenantId, VaultGrant grant, String agentId, Instant now) {
    if (refreshed(tenantId, grant, agentId, now)) {
      return;
    }
    try {
      unit.update(
          "insert into vault_handed (tenant_id, grant_id, agent_id, version_no, handed_us)"
              + " values (?, ?, ?, ?, ?)",
          tenantId,
          grant.id(),
          agentId,
          grant.version(),
          now);
    } catch (DuplicateKeyException e) { // a concurrent retrieval of the same agent
      refreshed(tenantId, grant, agentId, now);
    }
  }

  /** Returns the delivered tokens of an agent with the current grant version. */
  List<DeliveredToken> findByAgent(String tenantId, String agentId) {
    return query(" and h.agent_id = ?", tenantId, agentId);
  }

  /** Returns the delivered tokens of a connection with the current grant version. */
  List<DeliveredToken> findByConnection(String tenantId, String connectionId) {
    return query(" and g.connection_id = ?", tenantId, connectionId);
  }

  /** Returns the delivered tokens of all users with the current grant version. */
  List<DeliveredToken> findOfUsers(String tenantId) {
    return query(" and g.holder <> ?", tenantId, VaultGrant.MACHINE);
  }

  void forget(String tenantId, String grantId) {
    unit.update("delete from vault_handed where tenant_id = ? and grant_id = ?", tenantId, grantId);
  }

  private boolean refreshed(String tenantId, VaultGrant grant, String agentId, Instant now) {
    return unit.update(
            "update vault_handed set version_no = ?, handed_us = ?" + ONE + " and version_no <= ?",
            grant.version(),
            now,
            tenantId,
            grant.id(),
            agentId,
            grant.version())
        > 0;
  }

  private List<DeliveredToken> query(String condition, Object... values) {
    return unit.query(
        row ->
            new DeliveredToken(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                SqlStatementRunner.instant(row, "issued_us")),
        "select h.grant_id, h.agent_id, g.holder, g.connection_id, h.version_no, g.issued_us"
            + " from vault_handed h"
            + " join vault_grant g on g.tenant_id = h.tenant_id and g.grant_id = h.grant_id"
            + " and g.version_no = h.version_no where h.tenant_id = ?"
            + condition,
        values);
  }
}
