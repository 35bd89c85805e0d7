/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ACME;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.GroupDirectory;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.api.directory.NewUser;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.rbac.RbacModuleFixture;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;

class RbacTransferSectionsTest {
  private static final AuditInitiator SOMEBODY = AuditInitiator.server("test");
  private static final String FAR = "9999-12-31T23:59:59Z";
  private static final Map<String, Object> PAY =
      Map.of("slug", "invoices.pay", "name", "Pay", "description", "Pays an invoice.");
  private static final Map<String, Object> CLERK =
      Map.of(
          "slug", "clerk", "name", "Clerk", "permissions", List.of("invoices.pay", "users.read"));
  private static final Map<String, Object> CHIEF =
      Map.of("slug", "chief", "name", "Chief", "permissions", List.of());

  private final FakeAuditLog audit = new FakeAuditLog();

  private static void put(TenantTransferSection section, Map<String, Object> item, boolean exists) {
    section.check(item);
    section.put(ACME, item, exists, SOMEBODY);
  }

  @DatabaseTest
  void exportsWhatWasImported(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      var permissions = new PermissionTransferSection(world.permissions, audit);
      var roles = new RoleTransferSection(world.roles, audit);
      var parents = new RoleParentTransferSection(world.roles, audit);
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
    try (var world = new RbacModuleFixture(database)) {
      var roles = new RoleTransferSection(world.roles, audit);
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
    try (var world = new RbacModuleFixture(database)) {
      var roles = new RoleTransferSection(world.roles, audit);

      assertThrows(ApiException.class, () -> put(roles, CLERK, false));
    }
  }

  @DatabaseTest
  void findsInADryRunWhatARoleNamesAndThereIsNot(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      var roles = new RoleTransferSection(world.roles, audit);
      var parents = new RoleParentTransferSection(world.roles, audit);
      Map<String, Object> above = Map.of("role", "users-admin", "parents", List.of("clerk"));

      assertEquals(
          refusal(() -> put(roles, CLERK, false)),
          refusal(() -> roles.checkReferences(ACME, CLERK, (section, key) -> false)));
      roles.checkReferences(ACME, CLERK, (section, key) -> section.equals("permissions"));
      assertEquals(
          refusal(() -> put(parents, above, false)),
          refusal(() -> parents.checkReferences(ACME, above, (section, key) -> false)));
      assertEquals(List.of(), roles.export(ACME));
    }
  }

  private static String refusal(Executable work) {
    return assertThrows(ApiException.class, work).getMessage();
  }

  @DatabaseTest
  void exportsRolesWithinLimitsByTheNamesOfTheirHolders(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      put(new PermissionTransferSection(world.permissions, audit), PAY, false);
      put(new RoleTransferSection(world.roles, audit), CLERK, false);
      world.users.create(
          ACME, new NewUser("ann@example.com", Optional.empty(), Optional.empty(), false));
      var section = limitedRoles(world);
      Map<String, Object> ann =
          Map.of(
              "assignment", "clerk ann@example.com type:invoice id:7",
              "role", "clerk",
              "user", "ann@example.com",
              "resourceType", "invoice",
              "resourceId", "7");
      Map<String, Object> team =
          Map.of(
              "assignment", "clerk group:team organization:org_1",
              "role", "clerk",
              "group", "team",
              "organizationId", "org_1",
              "expiresAt", world.clock.instant().plusSeconds(60).toString());

      put(section, ann, false);
      put(section, team, false);
      put(section, team, true);

      assertEquals(List.of(ann, team), section.export(ACME));
      world.clock.advance(Duration.ofSeconds(60));
      assertEquals(List.of(ann), section.export(ACME));
    }
  }

  @DatabaseTest
  void refusesARoleWithinLimitsOfNobody(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      var section = limitedRoles(world);
      for (Map<String, Object> item :
          List.<Map<String, Object>>of(
              Map.of("assignment", "clerk", "role", "clerk"),
              Map.of("assignment", "other", "role", "clerk", "user", "ann@example.com"),
              Map.of("assignment", "clerk a", "role", "clerk", "user", "a", "until", "x"),
              Map.of("assignment", "clerk a", "role", "clerk", "user", "a", "expiresAt", "x"))) {
        assertEquals(
            422,
            assertThrows(ApiException.class, () -> section.check(item)).status(),
            item::toString);
      }
      Map<String, Object> nobody =
          Map.of("assignment", "clerk x", "role", "clerk", "user", "x", "expiresAt", FAR);
      assertThrows(ApiException.class, () -> section.put(ACME, nobody, false, SOMEBODY));
    }
  }

  private LimitedRoleAssignmentTransferSection limitedRoles(RbacModuleFixture world) {
    GroupDirectory groups =
        (tenant, name) ->
            List.of("grp_1", "team").contains(name)
                ? Optional.of(new GroupRef("grp_1", "Team", "team"))
                : Optional.empty();
    return new LimitedRoleAssignmentTransferSection(
        world.roles, world.limited, world.users, groups, audit, world.clock);
  }

  @DatabaseTest
  void doesNotExportWhatIsBuiltIn(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      assertEquals(List.of(), new PermissionTransferSection(world.permissions, audit).export(ACME));
      assertEquals(List.of(), new RoleTransferSection(world.roles, audit).export(ACME));
    }
  }
}
