/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.transfer;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.abac.admin.AttributeDefinitionService;
import org.lumoauth.authz.abac.admin.AttributeDefinitionView;
import org.lumoauth.authz.abac.attribute.AttributeCategory;
import org.lumoauth.authz.abac.attribute.StoredAttributeDefinition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Exports the tenant's own attributes. Their key contains the attribute type, for example {@code
 * user.level}.
 */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=attributes"})
public final class AttributeDefinitionTransferSection implements TenantTransferSection {

  private static final String KEY = "attribute";

  private final AttributeDefinitionService definitions;

  @Activate
  public AttributeDefinitionTransferSection(@Reference AttributeDefinitionService definitions) {
    this.definitions = definitions;
  }

  @Override
  public int order() {
    return 70;
  }

  @Override
  public String area() {
    return "policies";
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public Set<String> atomicMembers() {
    return Set.of("validationRules", "defaultValue");
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    return definitions.own(tenant).stream()
        .map(AttributeDefinitionTransferSection::item)
        .sorted(Comparator.comparing(item -> (String) item.get(KEY)))
        .toList();
  }

  @Override
  public void check(Map<String, Object> item) {
    definitions.check(sent(item));
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
    var sent = sent(item);
    var type = AttributeCategory.of((String) sent.get("attributeType")).orElseThrow();
    definitions
        .find(tenant, type, (String) sent.get("slug"))
        .ifPresentOrElse(
            was -> definitions.update(tenant, Long.toString(was.id()), sent, by),
            () -> definitions.create(tenant, sent, by));
    return Map.of();
  }

  private static Map<String, Object> sent(Map<String, Object> item) {
    var sent = new LinkedHashMap<>(item);
    if (!(sent.remove(KEY) instanceof String key)
        || key.indexOf('.') < 0
        || sent.containsKey("slug")
        || sent.containsKey("attributeType")) {
      throw ApiException.invalid(
          KEY, "`attribute` must be the path of an attribute, for example user.level.");
    }
    sent.put("attributeType", key.substring(0, key.indexOf('.')));
    sent.put("slug", key.substring(key.indexOf('.') + 1));
    return sent;
  }

  private static Map<String, Object> item(StoredAttributeDefinition stored) {
    var described = AttributeDefinitionView.described(stored.definition());
    Map<String, Object> item = new LinkedHashMap<>();
    item.put(KEY, described.remove("attributeType") + "." + described.remove("slug"));
    item.putAll(described);
    return item;
  }
}
