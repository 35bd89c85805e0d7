/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.transfer;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.authz.rbac.RbacModuleFixture;
import org.lumoauth.authz.rbac.admin.RoleRequestBody;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;

class RoleParentTransferSectionContractTest extends PersistentTenantTransferSectionContract {

  private RbacModuleFixture world;

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    world = new RbacModuleFixture(database);
    return new RoleParentTransferSection(world.roles, new FakeAuditLog());
  }

  @Override
  protected void prepare(TenantContext tenant) {
    for (String name : List.of("Clerk", "Reader", "Chief", "Boss")) {
      world.roles.create(tenant, new RoleRequestBody(name, null, null, List.of(), List.of()));
    }
  }

  @Override
  protected List<Map<String, Object>> items() {
    return List.of(
        Map.of("role", "chief", "parents", List.of("clerk", "reader")),
        Map.of("role", "boss", "parents", List.of("chief")));
  }

  @Override
  protected Map<String, Object> changed() {
    return Map.of("role", "chief", "parents", List.of("reader"));
  }
}
