package org.lumoauth.agents.jit.risk;

import java.util.List;
import org.lumoauth.agents.jit.JitJson;
import org.lumoauth.agents.jit.JitSqlGateway;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores the risk rules of tenants. */
@Component(service = RiskRuleStore.class)
public final class RiskRuleStore {

  private static final String SELECT = "select body from jit_rules where tenant_id = ?";

  private final JitSqlGateway unit;

  @Activate
  public RiskRuleStore(@Reference JitSqlGateway unit) {
    this.unit = unit;
  }

  /** Returns the tenant's rules, or the default rules. */
  public RiskRules read(String tenantId) {
    return rules(unit.query(row -> row.getString(1), SELECT, tenantId));
  }

  /**
   * Replaces the rules. Concurrent calls are serialized, so each one returns the rules that it
   * replaced.
   *
   * @return the previous rules
   */
  public RiskRules replace(String tenantId, RiskRules rules) {
    String body = JitJson.write(RiskRuleJson.write(rules));
    return unit.retryOnConflict(
        connection -> {
          List<String> before =
              JitSqlGateway.query(
                  connection, row -> row.getString(1), SELECT + " for update", tenantId);
          JitSqlGateway.update(
              connection,
              before.isEmpty()
                  ? "insert into jit_rules (body, tenant_id) values (?, ?)"
                  : "update jit_rules set body = ? where tenant_id = ?",
              body,
              tenantId);
          return rules(before);
        });
  }

  private static RiskRules rules(List<String> kept) {
    return kept.isEmpty() ? RiskRules.STANDARD : RiskRuleJson.read(JitJson.object(kept.get(0)));
  }
}
