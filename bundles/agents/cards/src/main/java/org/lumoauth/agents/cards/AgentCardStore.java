/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.cards;

import java.util.Optional;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores agent cards. */
@Component(service = AgentCardStore.class)
public final class AgentCardStore {

  private final PersistenceUnit unit;

  @Activate
  public AgentCardStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  Optional<AgentCardContent> find(String tenantId, String agentId) {
    return unit.first(
        row -> AgentCardJsonCodec.read(row.getString(1)),
        "SELECT content FROM agc_card WHERE tenant_id = ? AND agent_id = ?",
        tenantId,
        agentId);
  }

  void put(String tenantId, String agentId, AgentCardContent form) {
    var content = AgentCardJsonCodec.write(form);
    if (update(tenantId, agentId, content) == 0) {
      try {
        insert(tenantId, agentId, content);
      } catch (
          DuplicateKeyException
              e) { // A concurrent request inserted a row first; the later request takes effect.
        update(tenantId, agentId, content);
      }
    }
  }

  void delete(String tenantId, String agentId) {
    unit.update("DELETE FROM agc_card WHERE tenant_id = ? AND agent_id = ?", tenantId, agentId);
  }

  private int update(String tenantId, String agentId, String content) {
    return unit.update(
        "UPDATE agc_card SET content = ? WHERE tenant_id = ? AND agent_id = ?",
        content,
        tenantId,
        agentId);
  }

  private void insert(String tenantId, String agentId, String content) {
    unit.update(
        "INSERT INTO agc_card (content, tenant_id, agent_id) VALUES (?, ?, ?)",
        content,
        tenantId,
        agentId);
  }
}
