/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.transfer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.authz.rebac.RebacModuleFixture;
import org.lumoauth.authz.rebac.RebacTestConfig;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

class RelationTupleTransferSectionContractTest extends PersistentTenantTransferSectionContract {

  private static final String MODEL =
      """
      model
        schema 1.1
      type user
      type group
        relations
          define member: [user]
      type doc
        relations
          define viewer: [user with office, group#member]
      condition office(hour: int) {
        hour < 18
      }
      """;

  private final FakeUserDirectory users = new FakeUserDirectory();
  private RebacModuleFixture world;

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    world =
        new RebacModuleFixture(
            database.units(), RebacTestConfig.standard(), RebacModuleFixture.Shared.written());
    return new RelationTupleTransferSection(
        world.stores, world.tuples, users, RelationTupleTransferSectionContractTest::sales);
  }

  private static Optional<GroupRef> sales(TenantContext tenant, String name) {
    var id = "grp_" + tenant.slug();
    return List.of(id, "sales").contains(name)
        ? Optional.of(new GroupRef(id, "Sales", "sales"))
        : Optional.empty();
  }

  @Override
  protected void prepare(TenantContext tenant) {
    users.with(
        tenant,
        TestBuilders.aUser().withId("usr_" + tenant.slug()).withEmail("ann@example.com").build());
    world.models.write(
        tenant,
        world.stores.defaultStore(tenant).id(),
        RelationModelSourceFiles.of(RelationModelSourceFiles.ModelLanguage.OPENFGA_DSL, MODEL),
        true,
        RebacModuleFixture.SOMEBODY);
  }

  @Override
  protected List<Map<String, Object>> items() {
    return List.of(
        viewer(9, "2099-01-01T00:00:00Z"),
        Map.of(
            "tuple",
            "doc:1#viewer@group(sales)#member",
            "object",
            "doc:1",
            "relation",
            "viewer",
            "subject",
            Map.of("group", "sales", "relation", "member")));
  }

  @Override
  protected Map<String, Object> changed() {
    return viewer(10, "2098-01-01T00:00:00Z");
  }

  private static Map<String, Object> viewer(int hour, String end) {
    return Map.of(
        "tuple",
        "doc:1#viewer@user(ann@example.com)",
        "object",
        "doc:1",
        "relation",
        "viewer",
        "subject",
        Map.of("user", "ann@example.com"),
        "condition",
        Map.of("name", "office", "context", Map.of("hour", hour)),
        "expiresAt",
        end);
  }
}
