package org.lumoauth.authz.rbac.transfer;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantSection;
import org.lumoauth.authz.rbac.World;
import org.lumoauth.authz.rbac.admin.RoleForm;
import org.lumoauth.platform.persistence.testkit.StoredTenantSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;

class RoleParentsSectionContractTest extends StoredTenantSectionContract {

  private World world;

  @Override
  protected TenantSection section(TestDatabase database) {
    world = new World(database);
    return new RoleParentsSection(world.roles, new FakeAuditLog());
  }

  @Override
  protected void prepare(TenantContext tenant) {
    for (String name : List.of("Clerk", "Reader", "Chief", "Boss")) {
      world.roles.create(tenant, new RoleForm(name, null, null, List.of(), List.of()));
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
