package org.lumoauth.agents.approvals.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.approvals.store.ApprovalsUnit;
import org.lumoauth.platform.persistence.Statements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the rules of tenants. */
@Component(service = RuleStore.class)
public final class RuleStore {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private static final String SELECT = "select body from apr_rules where tenant_id = ?";

  private final ApprovalsUnit unit;

  @Activate
  public RuleStore(@Reference ApprovalsUnit unit) {
    this.unit = unit;
  }

  /** The tenant's rules, or those that hold where it made none. */
  public RuleBook read(String tenantId) {
    return rules(tenantId, unit.query(row -> row.getString(1), SELECT, tenantId));
  }

  /**
   * Puts rules in the place of those there are; of several at once each replaces what the one
   * before put there.
   *
   * @return what they replaced
   */
  public RuleBook replace(String tenantId, RuleBook book) {
    String body = json(book);
    return unit.settled(
        connection -> {
          List<String> before =
              Statements.list(
                  connection, row -> row.getString(1), SELECT + " for update", tenantId);
          Statements.update(
              connection,
              before.isEmpty()
                  ? "insert into apr_rules (body, tenant_id) values (?, ?)"
                  : "update apr_rules set body = ? where tenant_id = ?",
              body,
              tenantId);
          return rules(tenantId, before);
        });
  }

  private static RuleBook rules(String tenantId, List<String> kept) {
    return kept.isEmpty() ? RuleBook.STANDARD : read(tenantId, kept.get(0));
  }

  private static RuleBook read(String tenantId, String body) {
    try {
      return RuleJson.read(JSON.readValue(body, OBJECT));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the rules of " + tenantId + " are no JSON", e);
    }
  }

  private static String json(RuleBook book) {
    try {
      return JSON.writeValueAsString(RuleJson.write(book));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }
}
