package org.lumoauth.oauth.richauthorization.transfer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantSection;
import org.lumoauth.api.web.Problem;
import org.lumoauth.oauth.richauthorization.RegisteredType;
import org.lumoauth.oauth.richauthorization.TypeRegistry;
import org.lumoauth.oauth.richauthorization.rest.TypeBody;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Declared types. */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=authorization-details-types"})
public final class TypesSection implements TenantSection {
  private static final String KEY = "type";

  private final TypeRegistry types;

  @Activate
  public TypesSection(@Reference TypeRegistry types) {
    this.types = types;
  }

  @Override
  public int order() {
    return 56;
  }

  @Override
  public String area() {
    return "clients";
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public Set<String> whole() {
    return Set.of("schema");
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    return types.list(tenant).stream().map(each -> TypeBody.of(each.declared())).toList();
  }

  @Override
  public void check(Map<String, Object> item) {
    TypeBody.read(item);
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, Initiator by) {
    var declared = TypeBody.read(item);
    if (exists) {
      String id =
          types.list(tenant).stream()
              .filter(type -> type.declared().type().equals(declared.type()))
              .map(RegisteredType::id)
              .findFirst()
              .orElseThrow(() -> Problem.notFound("There is no such type."));
      types.replace(tenant, id, declared, by);
    } else {
      types.create(tenant, declared, by);
    }
    return Map.of();
  }
}
