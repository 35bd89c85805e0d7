/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.transfer;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.authz.rbac.RbacModuleFixture;
import org.lumoauth.authz.rbac.admin.PermissionRequestBody;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;

class RoleTransferSectionContractTest extends PersistentTenantTransferSectionContract {

  private RbacModuleFixture world;

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    world = new RbacModuleFixture(database);
    return new RoleTransferSection(world.roles, new FakeAuditLog());
  }

  @Override
  protected void prepare(TenantContext tenant) {
    world.permissions.create(tenant, new PermissionRequestBody("invoices.pay", null, null));
  }

  @Override
  protected List<Map<String, Object>> items() {
    return List.of(
        role("clerk", "Clerk", List.of("invoices.pay", "users.read")),
        role("chief", "Chief", List.of()));
  }

  @Override
  protected Map<String, Object> changed() {
    return role("clerk", "Payer", List.of("invoices.pay"));
  }

  private static Map<String, Object> role(String slug, String name, List<String> permissions) {
    return Map.of(
        "slug", slug, "name", name, "description", name + ".", "permissions", permissions);
  }
}
