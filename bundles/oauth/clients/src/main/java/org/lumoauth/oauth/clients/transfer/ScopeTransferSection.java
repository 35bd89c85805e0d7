/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.transfer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.oauth.clients.scope.ScopeDefinition;
import org.lumoauth.oauth.clients.scope.ScopeRegistry;
import org.lumoauth.oauth.clients.scope.TenantScope;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Exports the scopes that the tenant created. */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=scopes"})
public final class ScopeTransferSection implements TenantTransferSection {

  private final ScopeRegistry scopes;

  @Activate
  public ScopeTransferSection(@Reference ScopeRegistry scopes) {
    this.scopes = scopes;
  }

  @Override
  public int order() {
    return 45;
  }

  @Override
  public String area() {
    return "permissions";
  }

  @Override
  public String key() {
    return "name";
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    return scopes.listTenantScopes(tenant).stream().map(ScopeTransferSection::item).toList();
  }

  @Override
  public void check(Map<String, Object> item) {
    ScopeDefinition.of(item);
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
    var asked = ScopeDefinition.of(item);
    if (exists) {
      scopes.change(tenant, asked, by);
    } else {
      scopes.create(tenant, asked, by);
    }
    return Map.of();
  }

  private static Map<String, Object> item(TenantScope scope) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("name", scope.name());
    scope.description().ifPresent(text -> item.put("description", text));
    item.put("isDefault", scope.isDefault());
    return item;
  }
}
