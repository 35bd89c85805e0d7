package org.lumoauth.agents.approvals.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.approvals.store.ApprovalsSqlGateway;
import org.lumoauth.platform.persistence.SqlStatements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores the approver rules of tenants. */
@Component(service = ApproverRuleStore.class)
public final class ApproverRuleStore {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private static final String SELECT = "select body from apr_rules where tenant_id = ?";

  private final ApprovalsSqlGateway unit;

  @Activate
  public ApproverRuleStore(@Reference ApprovalsSqlGateway unit) {
    this.unit = unit;
  }

  /** Returns the tenant's rules, or the default rules. */
  public ApproverRuleSet read(String tenantId) {
    return rules(tenantId, unit.query(row -> row.getString(1), SELECT, tenantId));
  }

  /**
   * Replaces the rules. Concurrent calls are serialized, so each one returns the rules that it
   * replaced.
   *
   * @return the previous rules
   */
  public ApproverRuleSet replace(String tenantId, ApproverRuleSet book) {
    String body = json(book);
    return unit.retryOnConflict(
        connection -> {
          List<String> before =
              SqlStatements.list(
                  connection, row -> row.getString(1), SELECT + " for update", tenantId);
          SqlStatements.update(
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
    return kept.isEmpty() ? ApproverRuleSet.STANDARD : read(tenantId, kept.get(0));
  }

  private static ApproverRuleSet read(String tenantId, String body) {
    try {
      return ApproverRuleJson.read(JSON.readValue(body, OBJECT));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the stored approver rules of " + tenantId + " are not valid JSON", e);
    }
  }

  private static String json(ApproverRuleSet book) {
    try {
      return JSON.writeValueAsString(ApproverRuleJson.write(book));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the value cannot be serialized as JSON", e);
    }
  }
}
