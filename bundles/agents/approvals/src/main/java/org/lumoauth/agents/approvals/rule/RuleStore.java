package org.lumoauth.agents.approvals.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.approvals.store.ApprovalsUnit;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the rules of tenants. */
@Component(service = RuleStore.class)
public final class RuleStore {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final ApprovalsUnit unit;

  @Activate
  public RuleStore(@Reference ApprovalsUnit unit) {
    this.unit = unit;
  }

  /** The tenant's rules, or those that hold where it made none. */
  public RuleBook read(String tenantId) {
    List<String> kept =
        unit.query(
            row -> row.getString(1), "select body from apr_rules where tenant_id = ?", tenantId);
    return kept.isEmpty() ? RuleBook.STANDARD : read(tenantId, kept.get(0));
  }

  /** Puts rules in the place of those there are. */
  public void write(String tenantId, RuleBook book) {
    String body = json(book);
    if (replaced(tenantId, body)) {
      return;
    }
    try {
      unit.update("insert into apr_rules (tenant_id, body) values (?, ?)", tenantId, body);
    } catch (DuplicateKeyException e) { // the same rules are there already, or others just now
      replaced(tenantId, body);
    }
  }

  private boolean replaced(String tenantId, String body) {
    return unit.update("update apr_rules set body = ? where tenant_id = ?", body, tenantId) == 1;
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
