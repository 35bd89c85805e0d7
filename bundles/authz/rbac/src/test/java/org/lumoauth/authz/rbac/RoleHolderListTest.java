/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ACME;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ALICE;
import static org.lumoauth.authz.rbac.RbacModuleFixture.GLOBEX;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ROBOT;

import java.util.List;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RoleHolderListTest {

  private static final SubjectRef BOB = new SubjectRef(SubjectRef.USER, "usr_bob");

  @DatabaseTest
  void findsTheHoldersOfOneTypeByIdAndBySlug(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      var role = world.role("Editor", List.of());
      world.assignments.assign(ACME, List.of(ALICE, BOB, ROBOT), List.of("editor"));

      for (String name : List.of(role.id(), "editor")) {
        assertEquals(
            Set.of(ALICE.id(), BOB.id()),
            world.holders.findHolders(ACME, name, SubjectRef.USER, 10));
      }
    }
  }

  @DatabaseTest
  void leavesOutWhoHoldsTheRoleThroughAChild(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      world.role("Editor", List.of());
      world.role("Chief", List.of(), "editor");
      world.assignments.assign(ACME, ALICE, List.of("chief"));

      assertEquals(Set.of(), world.holders.findHolders(ACME, "editor", SubjectRef.USER, 10));
    }
  }

  @DatabaseTest
  void findsNoMoreThanTheLimit(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      world.role("Editor", List.of());
      world.assignments.assign(ACME, List.of(ALICE, BOB), List.of("editor"));

      assertEquals(1, world.holders.findHolders(ACME, "editor", SubjectRef.USER, 1).size());
      assertEquals(Set.of(), world.holders.findHolders(ACME, "editor", SubjectRef.USER, 0));
    }
  }

  @DatabaseTest
  void findsNobodyForAnUnknownRole(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      assertEquals(Set.of(), world.holders.findHolders(ACME, "nothing", SubjectRef.USER, 10));
    }
  }

  @DatabaseTest
  void keepsTenantsApart(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      world.assignments.assign(ACME, ALICE, List.of("admin"));

      assertEquals(Set.of(), world.holders.findHolders(GLOBEX, "admin", SubjectRef.USER, 10));
    }
  }
}
