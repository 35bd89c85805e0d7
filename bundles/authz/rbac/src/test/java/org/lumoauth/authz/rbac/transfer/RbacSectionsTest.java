package org.lumoauth.authz.rbac.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authz.rbac.World.ACME;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantSection;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authz.rbac.World;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;

class RbacSectionsTest {
  private static final Initiator SOMEBODY = Initiator.server("test");
  private static final Map<String, Object> PAY =
      Map.of("slug", "invoices.pay", "name", "Pay", "description", "Pays an invoice.");
  private static final Map<String, Object> CLERK =
      Map.of(
          "slug", "clerk", "name", "Clerk", "permissions", List.of("invoices.pay", "users.read"));
  private static final Map<String, Object> CHIEF =
      Map.of("slug", "chief", "name", "Chief", "permissions", List.of());

  private final FakeAuditLog audit = new FakeAuditLog();

  private static void put(TenantSection section, Map<String, Object> item, boolean exists) {
    section.check(item);
    section.put(ACME, item, exists, SOMEBODY);
  }

  @DatabaseTest
  void exportsWhatWasImported(TestDatabase database) {
    try (var world = new World(database)) {
      var permissions = new PermissionsSection(world.permissions, audit);
      var roles = new RolesSection(world.roles, audit);
      var parents = new RoleParentsSection(world.roles, audit);
      Map<String, Object> above = Map.of("role", "chief", "parents", List.of("clerk"));

      put(permissions, PAY, false);
      put(roles, CLERK, false);
      put(roles, CHIEF, false);
      put(parents, above, false);

      assertEquals(List.of(PAY), permissions.export(ACME));
      assertEquals(List.of(CHIEF, CLERK), roles.export(ACME));
      assertEquals(List.of(above), parents.export(ACME));
    }
  }

  @DatabaseTest
  void changesARoleAndRecordsIt(TestDatabase database) {
    try (var world = new World(database)) {
      var roles = new RolesSection(world.roles, audit);
      put(roles, CHIEF, false);

      put(
          roles,
          Map.of("slug", "chief", "name", "Boss", "permissions", List.of("users.read")),
          true);

      assertEquals("Boss", roles.export(ACME).get(0).get("name"));
      assertTrue(audit.actions(ACME.id()).contains("role.updated"));
    }
  }

  @DatabaseTest
  void refusesARoleWithAPermissionThatThereIsNot(TestDatabase database) {
    try (var world = new World(database)) {
      var roles = new RolesSection(world.roles, audit);

      assertThrows(Problem.class, () -> put(roles, CLERK, false));
    }
  }

  @DatabaseTest
  void doesNotExportWhatIsBuiltIn(TestDatabase database) {
    try (var world = new World(database)) {
      assertEquals(List.of(), new PermissionsSection(world.permissions, audit).export(ACME));
      assertEquals(List.of(), new RolesSection(world.roles, audit).export(ACME));
    }
  }
}
