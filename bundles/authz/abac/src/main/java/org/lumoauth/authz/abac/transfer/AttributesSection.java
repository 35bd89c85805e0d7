package org.lumoauth.authz.abac.transfer;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantSection;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authz.abac.admin.DefinitionService;
import org.lumoauth.authz.abac.admin.DefinitionView;
import org.lumoauth.authz.abac.attribute.AttributeType;
import org.lumoauth.authz.abac.attribute.StoredDefinition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Attributes that the tenant defined itself. Their key says of what they are: {@code user.level}.
 */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=attributes"})
public final class AttributesSection implements TenantSection {

  private static final String KEY = "attribute";

  private final DefinitionService definitions;

  @Activate
  public AttributesSection(@Reference DefinitionService definitions) {
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
  public Set<String> whole() {
    return Set.of("validationRules", "defaultValue");
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    return definitions.own(tenant).stream()
        .map(AttributesSection::item)
        .sorted(Comparator.comparing(item -> (String) item.get(KEY)))
        .toList();
  }

  @Override
  public void check(Map<String, Object> item) {
    definitions.check(sent(item));
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, Initiator by) {
    var sent = sent(item);
    var type = AttributeType.of((String) sent.get("attributeType")).orElseThrow();
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
      throw Problem.invalid(KEY, "attribute names the attribute, as user.level.");
    }
    sent.put("attributeType", key.substring(0, key.indexOf('.')));
    sent.put("slug", key.substring(key.indexOf('.') + 1));
    return sent;
  }

  private static Map<String, Object> item(StoredDefinition stored) {
    var described = DefinitionView.described(stored.definition());
    Map<String, Object> item = new LinkedHashMap<>();
    item.put(KEY, described.remove("attributeType") + "." + described.remove("slug"));
    item.putAll(described);
    return item;
  }
}
