/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.transfer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.authz.rbac.RbacModuleFixture;
import org.lumoauth.authz.rbac.admin.RoleRequestBody;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeAuditLog;

class LimitedRoleAssignmentTransferSectionContractTest
    extends PersistentTenantTransferSectionContract {

  private RbacModuleFixture world;

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    world = new RbacModuleFixture(database);
    return new LimitedRoleAssignmentTransferSection(
        world.roles,
        world.limited,
        world.users,
        LimitedRoleAssignmentTransferSectionContractTest::team,
        new FakeAuditLog(),
        world.clock);
  }

  private static Optional<GroupRef> team(TenantContext tenant, String name) {
    var id = "grp_" + tenant.slug();
    return List.of(id, "team").contains(name)
        ? Optional.of(new GroupRef(id, "Team", "team"))
        : Optional.empty();
  }

  @Override
  protected void prepare(TenantContext tenant) {
    world.roles.create(tenant, new RoleRequestBody("Clerk", null, null, List.of(), List.of()));
    world.users.with(
        tenant,
        TestBuilders.aUser().withId("usr_" + tenant.slug()).withEmail("ann@example.com").build());
  }

  @Override
  protected List<Map<String, Object>> items() {
    return List.of(
        item("2100-01-01T00:00:00Z"),
        Map.of(
            "assignment",
            "clerk ann@example.com type:invoice id:7",
            "role",
            "clerk",
            "user",
            "ann@example.com",
            "resourceType",
            "invoice",
            "resourceId",
            "7"));
  }

  @Override
  protected Map<String, Object> changed() {
    return item("2101-01-01T00:00:00Z");
  }

  private static Map<String, Object> item(String end) {
    Map<String, Object> item = new HashMap<>();
    item.put("assignment", "clerk group:team organization:org_1");
    item.put("role", "clerk");
    item.put("group", "team");
    item.put("organizationId", "org_1");
    item.put("notBefore", "2020-01-01T00:00:00Z");
    item.put("expiresAt", end);
    return item;
  }
}
