/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ACME;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ALICE;
import static org.lumoauth.authz.rbac.RbacModuleFixture.GLOBEX;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.authz.rbac.RbacModuleFixture;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RoleServiceTest {

  /** A tenant's first permissions: reading and writing each area, and the others. */
  private static final int OF_THE_SYSTEM =
      2 * SystemPermissions.AREAS.size() + SystemPermissions.OTHERS.size();

  @DatabaseTest
  void givesEveryTenantTheBuiltInRoles(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      var slugs =
          world.roles.list(ACME, page("slug", false)).items().stream().map(RoleView::slug).toList();

      assertEquals(List.of("admin", "tenant_admin", "user"), slugs);
    }
  }

  @DatabaseTest
  void givesAdministratorsEveryPermissionOfTheSystem(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      assertEquals(OF_THE_SYSTEM, world.roles.get(ACME, "tenant_admin").permissions().size());
      assertEquals(0, world.roles.get(ACME, "user").permissions().size());
    }
  }

  @DatabaseTest
  void refusesToChangeBuiltInRoles(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      var form = new RoleRequestBody("Other", null, null, null, null);

      assertRefused(403, () -> world.roles.update(ACME, "admin", form));
      assertRefused(403, () -> world.roles.delete(ACME, "admin"));
      assertRefused(403, () -> world.roles.addPermissions(ACME, "user", List.of("users.read")));
      assertRefused(403, () -> world.roles.removePermission(ACME, "admin", "users.read"));
    }
  }

  @DatabaseTest
  void makesTheSlugOfTheName(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      assertEquals("content-editor", world.role("  Cöntent Editor! ", List.of()).slug());
    }
  }

  @DatabaseTest
  void findsARoleByIdAndBySlug(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      var made = world.role("Editor", List.of("users.read"));

      assertEquals(made, world.roles.get(ACME, made.id()));
      assertEquals(made, world.roles.get(ACME, "editor"));
    }
  }

  @DatabaseTest
  void refusesASlugThatIsTaken(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      world.role("Editor", List.of());

      assertRefused(409, () -> world.role("editor", List.of()));
    }
  }

  @DatabaseTest
  void refusesPermissionsThatDoNotExist(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      assertRefused(422, () -> world.role("Editor", List.of("no.such")));
    }
  }

  @DatabaseTest
  void makesNothingOfARoleThatIsRefused(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      assertRefused(422, () -> world.role("Editor", List.of("no.such")));

      assertRefused(404, () -> world.roles.get(ACME, "editor"));
    }
  }

  @DatabaseTest
  void leavesWhatAPatchDoesNotName(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      world.role("Editor", List.of("users.read"), "user");

      var after =
          world
              .roles
              .update(ACME, "editor", new RoleRequestBody("Chief", null, null, null, null))
              .after();

      assertEquals("Chief", after.name());
      assertEquals("editor", after.slug());
      assertEquals(1, after.permissions().size());
      assertEquals(1, after.parents().size());
    }
  }

  @DatabaseTest
  void emptiesWhatAPutDoesNotName(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      world.role("Editor", List.of("users.read"), "user");

      var after =
          world
              .roles
              .replace(ACME, "editor", new RoleRequestBody("Chief", null, null, null, null))
              .after();

      assertTrue(after.permissions().isEmpty() && after.parents().isEmpty());
    }
  }

  @DatabaseTest
  void refusesARoleAsItsOwnParent(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      world.role("Editor", List.of());
      var form = new RoleRequestBody(null, null, null, null, List.of("editor"));

      assertRefused(422, () -> world.roles.update(ACME, "editor", form));
    }
  }

  @DatabaseTest
  void refusesAHierarchyThatIsTooHigh(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      world.role("r1", List.of());
      for (int i = 2; i <= RoleHierarchyValidator.MAX_DEPTH; i++) {
        world.role("r" + i, List.of(), "r" + (i - 1));
      }

      assertRefused(
          422, () -> world.role("top", List.of(), "r" + RoleHierarchyValidator.MAX_DEPTH));
    }
  }

  @DatabaseTest
  void forgetsWhoHeldADeletedRole(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      world.role("Editor", List.of());
      world.assignments.assign(ACME, ALICE, List.of("editor"));

      world.roles.delete(ACME, "editor");

      assertEquals(List.of(), world.assignments.rolesOf(ACME, ALICE));
    }
  }

  @DatabaseTest
  void findsNoRoleOfAnotherTenant(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      var role = world.role("Editor", List.of());

      assertRefused(404, () -> world.roles.get(GLOBEX, role.id()));
      assertRefused(404, () -> world.roles.delete(GLOBEX, role.id()));
      assertRefused(404, () -> world.assignments.assign(GLOBEX, ALICE, List.of(role.id())));
    }
  }

  @DatabaseTest
  void searchesWithoutWildcards(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      world.role("Percent % and _", List.of());
      var request = new PageRequest(1, 10, Optional.of("% AND _"), Optional.empty(), false);

      assertEquals(1, world.roles.list(ACME, request).total());
    }
  }

  @DatabaseTest
  void refusesToSortByWhatItDoesNotKnow(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      assertRefused(422, () -> world.roles.list(ACME, page("id; DROP TABLE", false)));
    }
  }

  @DatabaseTest
  void numbersPermissionsPerTenant(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      var form = new PermissionRequestBody("filesystem.read_file", null, null);

      assertEquals(OF_THE_SYSTEM + 1, world.permissions.create(ACME, form).id());
      assertEquals(OF_THE_SYSTEM + 1, world.permissions.create(GLOBEX, form).id());
    }
  }

  @DatabaseTest
  void refusesAPermissionThatIsTaken(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      world.permission("documents.read");

      assertRefused(409, () -> world.permission("documents.read"));
    }
  }

  @DatabaseTest
  void refusesToChangePermissionsOfTheSystem(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      var form = new PermissionRequestBody(null, "Other", null);

      assertRefused(403, () -> world.permissions.update(ACME, "users.read", form, () -> {}));
      assertRefused(403, () -> world.permissions.delete(ACME, "1"));
    }
  }

  @DatabaseTest
  void tellsWhichRolesHaveAPermission(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      world.permission("documents.read");
      var role = world.role("Editor", List.of(String.valueOf(OF_THE_SYSTEM + 1)));

      assertEquals(
          List.of(new RoleRef(role.id(), "Editor", "editor")),
          world.permissions.usage(ACME, "documents.read"));
    }
  }

  @DatabaseTest
  void erasesATenantAndLeavesTheOther(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      world.role("Editor", List.of());
      world.assignments.assign(ACME, ALICE, List.of("editor"));
      world.assignments.assign(GLOBEX, ALICE, List.of("admin"));

      world.unit.erase(ACME.id());

      assertEquals(List.of(), world.assignments.rolesOf(ACME, ALICE));
      assertEquals(1, world.assignments.rolesOf(GLOBEX, ALICE).size());
    }
  }

  private static PageRequest page(String sortBy, boolean descending) {
    return new PageRequest(1, 25, Optional.empty(), Optional.of(sortBy), descending);
  }

  private static void assertRefused(int status, Executable call) {
    assertEquals(status, assertThrows(ApiException.class, call).status());
  }
}
