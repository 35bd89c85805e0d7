/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rule;

import java.time.Instant;
import java.util.List;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores the agents that got tokens by each trust rule, so that the tokens can be revoked with the
 * rule.
 */
@Component(service = TrustRuleTokenRecipientStore.class)
public final class TrustRuleTokenRecipientStore {

  private final PersistenceUnit unit;

  @Activate
  public TrustRuleTokenRecipientStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Records that an agent is about to get a token by a rule. Returns when the record is durable.
   */
  public void recordUse(String tenantId, String ruleId, String agentId, Instant now) {
    if (again(tenantId, ruleId, agentId, now)) {
      return;
    }
    try {
      unit.update(
          "insert into awl_use (tenant_id, rule_id, agent_id, last_us) values (?, ?, ?, ?)",
          tenantId,
          ruleId,
          agentId,
          now);
    } catch (DuplicateKeyException e) { // a concurrent request of the same agent inserted it
      again(tenantId, ruleId, agentId, now);
    }
  }

  /** Returns the ids of the agents that got tokens by a rule. */
  List<String> listAgents(String tenantId, String ruleId) {
    return unit.list(
        row -> row.getString(1),
        "select agent_id from awl_use where tenant_id = ? and rule_id = ? order by agent_id",
        tenantId,
        ruleId);
  }

  void deleteByRule(String tenantId, String ruleId) {
    unit.update("delete from awl_use where tenant_id = ? and rule_id = ?", tenantId, ruleId);
  }

  void deleteByAgent(String tenantId, String agentId) {
    unit.update("delete from awl_use where tenant_id = ? and agent_id = ?", tenantId, agentId);
  }

  private boolean again(String tenantId, String ruleId, String agentId, Instant now) {
    return unit.update(
            "update awl_use set last_us = ?"
                + " where tenant_id = ? and rule_id = ? and agent_id = ?",
            now,
            tenantId,
            ruleId,
            agentId)
        == 1;
  }
}
