/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.risk;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import org.lumoauth.platform.persistence.JsonColumnConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores the risk rules of tenants. */
@Component(service = RiskRuleStore.class)
public final class RiskRuleStore {

  private static final JsonColumnConverter<Map<String, Object>> BODY =
      JsonColumnConverter.of("jit_rules", new TypeReference<>() {});
  private static final String SELECT = "select body from jit_rules where tenant_id = ?";

  private final PersistenceUnit unit;

  @Activate
  public RiskRuleStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Returns the tenant's rules, or the default rules. */
  public RiskRules read(String tenantId) {
    return rules(tenantId, unit.list(row -> row.getString(1), SELECT, tenantId));
  }

  /**
   * Replaces the rules. Concurrent calls are serialized, so each one returns the rules that it
   * replaced.
   *
   * @return the previous rules
   */
  public RiskRules replace(String tenantId, RiskRules rules) {
    String body = BODY.write(RiskRuleJsonCodec.write(rules));
    return unit.retryingTransaction(
        connection -> {
          List<String> before =
              SqlStatementRunner.list(
                  connection, row -> row.getString(1), SELECT + " for update", tenantId);
          SqlStatementRunner.update(
              connection,
              before.isEmpty()
                  ? "insert into jit_rules (body, tenant_id) values (?, ?)"
                  : "update jit_rules set body = ? where tenant_id = ?",
              body,
              tenantId);
          return rules(tenantId, before);
        });
  }

  private static RiskRules rules(String tenantId, List<String> kept) {
    return kept.isEmpty()
        ? RiskRules.STANDARD
        : RiskRuleJsonCodec.read(BODY.read(kept.get(0), tenantId));
  }
}
