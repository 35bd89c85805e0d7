/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ACME;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ALICE;
import static org.lumoauth.authz.rbac.RbacModuleFixture.WRITERS;

import java.util.ArrayList;
import java.util.List;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.rbac.RbacModuleFixture;
import org.lumoauth.authz.rbac.store.RbacPersistenceUnit;
import org.lumoauth.authz.rbac.store.RbacRevisions;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class PermissionServiceTest {
  private static final PermissionRequestBody PAYMENTS =
      new PermissionRequestBody("payments.approve", null, null);

  @DatabaseTest
  void letsNobodyRenameWhatARoleHasWhoMayNotGiveIt(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      world.permission("docs.read");
      var reader = world.role("Reader", List.of("docs.read"));
      world.assignments.assign(ACME, ALICE, List.of(reader.id()));

      assertRefused(world);
      assertFalse(world.permits(ALICE, "payments.approve"));
      world.permissions.update(ACME, "docs.read", PAYMENTS, () -> {});
      assertTrue(world.permits(ALICE, "payments.approve"));
    }
  }

  @DatabaseTest
  void letsNobodyRenameWhatASubjectHasWhoMayNotGiveIt(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      world.permission("docs.read");
      world.grants.grant(ACME, ALICE, "docs.read");

      assertRefused(world);
    }
  }

  @DatabaseTest
  void letsAnybodyRenameWhatNobodyHasAndDescribeWhatSomebodyHas(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      world.permission("docs.read");
      world.permission("docs.write");
      world.role("Reader", List.of("docs.read"));

      world.permissions.update(ACME, "docs.write", PAYMENTS, PermissionServiceTest::refuse);
      var changed =
          world.permissions.update(
              ACME,
              "docs.read",
              new PermissionRequestBody("docs.read", "Reading", null),
              PermissionServiceTest::refuse);

      assertEquals("Reading", changed.after().name());
    }
  }

  @DatabaseTest
  void decidesAsBeforeWhereWhoMayNotGiveItWasRefused(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      world.permission("docs.read");
      var reader = world.role("Reader", List.of("docs.read"));
      world.assignments.assign(ACME, WRITERS, List.of(reader.id()));
      world.users.inGroups(ACME, ALICE.id(), WRITERS.id());
      var before = revisions(world);
      var asked = new ArrayList<RbacRevisions>();

      assertThrows(
          ApiException.class,
          () ->
              world.permissions.update(
                  ACME,
                  "docs.read",
                  PAYMENTS,
                  () -> {
                    asked.add(revisions(world));
                    assertTrue(world.permits(ALICE, "docs.read"));
                    refuse();
                  }));

      assertEquals(List.of(before), asked);
      assertEquals(before, revisions(world));
      assertTrue(world.permits(ALICE, "docs.read"));
    }
  }

  private static RbacRevisions revisions(RbacModuleFixture world) {
    return world
        .unit
        .read(ACME.id(), em -> RbacPersistenceUnit.revisions(em, ACME.id()))
        .orElseThrow();
  }

  private static void assertRefused(RbacModuleFixture world) {
    var refusal =
        assertThrows(
            ApiException.class,
            () ->
                world.permissions.update(
                    ACME, "docs.read", PAYMENTS, PermissionServiceTest::refuse));
    assertEquals(403, refusal.status());
  }

  private static void refuse() {
    throw ApiException.forbidden("The test gives no permissions.");
  }
}
