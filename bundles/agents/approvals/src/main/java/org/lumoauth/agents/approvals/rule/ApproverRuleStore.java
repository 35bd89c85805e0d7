/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.rule;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import org.lumoauth.platform.persistence.JsonColumnConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores the approver rules of tenants. */
@Component(service = ApproverRuleStore.class)
public final class ApproverRuleStore {

  private static final JsonColumnConverter<Map<String, Object>> BODY =
      JsonColumnConverter.of("apr_rules", new TypeReference<>() {});

  private static final String SELECT = "select body from apr_rules where tenant_id = ?";

  private final PersistenceUnit unit;

  @Activate
  public ApproverRuleStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Returns the tenant's rules, or the default rules. */
  public ApproverRuleSet read(String tenantId) {
    return rules(tenantId, unit.list(row -> row.getString(1), SELECT, tenantId));
  }

  /**
   * Replaces the rules. Concurrent calls are serialized, so each one returns the rules that it
   * replaced.
   *
   * @return the previous rules
   */
  public ApproverRuleSet replace(String tenantId, ApproverRuleSet book) {
    String body = BODY.write(ApproverRuleJsonCodec.write(book));
    return unit.retryingTransaction(
        connection -> {
          List<String> before =
              SqlStatementRunner.list(
                  connection, row -> row.getString(1), SELECT + " for update", tenantId);
          SqlStatementRunner.update(
              connection,
              before.isEmpty()
                  ? "insert into apr_rules (body, tenant_id) values (?, ?)"
                  : "update apr_rules set body = ? where tenant_id = ?",
              body,
              tenantId);
          return rules(tenantId, before);
        });
  }

  private static ApproverRuleSet rules(String tenantId, List<String> kept) {
    return kept.isEmpty()
        ? ApproverRuleSet.STANDARD
        : ApproverRuleJsonCodec.read(BODY.read(kept.get(0), tenantId));
  }
}
