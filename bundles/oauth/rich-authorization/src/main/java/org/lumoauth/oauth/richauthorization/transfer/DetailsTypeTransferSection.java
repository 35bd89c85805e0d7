/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization.transfer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.richauthorization.DetailsTypeAdminService;
import org.lumoauth.oauth.richauthorization.RegisteredDetailsType;
import org.lumoauth.oauth.richauthorization.rest.DetailsTypeRequestParser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Exports and imports declared types. */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=authorization-details-types"})
public final class DetailsTypeTransferSection implements TenantTransferSection {
  private static final String KEY = "type";

  private final DetailsTypeAdminService types;

  @Activate
  public DetailsTypeTransferSection(@Reference DetailsTypeAdminService types) {
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
  public Set<String> atomicMembers() {
    return Set.of("schema");
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    return types.list(tenant).stream()
        .map(each -> DetailsTypeRequestParser.of(each.declared()))
        .toList();
  }

  @Override
  public void check(Map<String, Object> item) {
    DetailsTypeRequestParser.read(item);
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
    var declared = DetailsTypeRequestParser.read(item);
    if (exists) {
      String id =
          types.list(tenant).stream()
              .filter(type -> type.declared().type().equals(declared.type()))
              .map(RegisteredDetailsType::id)
              .findFirst()
              .orElseThrow(
                  () -> ApiException.notFound("The authorization details type does not exist."));
      types.replace(tenant, id, declared, by);
    } else {
      types.create(tenant, declared, by);
    }
    return Map.of();
  }
}
