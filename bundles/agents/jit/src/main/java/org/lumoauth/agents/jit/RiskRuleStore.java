package org.lumoauth.agents.jit;

import java.util.List;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the rules of risk of tenants. */
@Component(service = RiskRuleStore.class)
public final class RiskRuleStore {

  private final JitUnit unit;

  @Activate
  public RiskRuleStore(@Reference JitUnit unit) {
    this.unit = unit;
  }

  /** The tenant's rules, or those that hold where it made none. */
  RiskRules read(String tenantId) {
    List<String> kept =
        unit.query(
            row -> row.getString(1), "select body from jit_rules where tenant_id = ?", tenantId);
    return kept.isEmpty() ? RiskRules.STANDARD : RiskJson.read(JitJson.object(kept.get(0)));
  }

  /** Puts rules in the place of those there are. */
  void write(String tenantId, RiskRules rules) {
    String body = JitJson.write(RiskJson.write(rules));
    if (replaced(tenantId, body)) {
      return;
    }
    try {
      unit.update("insert into jit_rules (tenant_id, body) values (?, ?)", tenantId, body);
    } catch (DuplicateKeyException e) { // the same rules are there already, or others just now
      replaced(tenantId, body);
    }
  }

  private boolean replaced(String tenantId, String body) {
    return unit.update("update jit_rules set body = ? where tenant_id = ?", body, tenantId) == 1;
  }
}
