package org.lumoauth.authz.rbac.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authz.rbac.World.ACME;
import static org.lumoauth.authz.rbac.World.ALICE;

import java.util.List;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authz.rbac.World;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class PermissionServiceTest {
  private static final PermissionForm PAYMENTS = new PermissionForm("payments.approve", null, null);

  @DatabaseTest
  void letsNobodyRenameWhatARoleHasWhoMayNotGiveIt(TestDatabase database) {
    try (var world = new World(database)) {
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
    try (var world = new World(database)) {
      world.permission("docs.read");
      world.grants.grant(ACME, ALICE, "docs.read");

      assertRefused(world);
    }
  }

  @DatabaseTest
  void letsAnybodyRenameWhatNobodyHasAndDescribeWhatSomebodyHas(TestDatabase database) {
    try (var world = new World(database)) {
      world.permission("docs.read");
      world.permission("docs.write");
      world.role("Reader", List.of("docs.read"));

      world.permissions.update(ACME, "docs.write", PAYMENTS, PermissionServiceTest::refuse);
      var changed =
          world.permissions.update(
              ACME,
              "docs.read",
              new PermissionForm("docs.read", "Reading", null),
              PermissionServiceTest::refuse);

      assertEquals("Reading", changed.after().name());
    }
  }

  private static void assertRefused(World world) {
    var refusal =
        assertThrows(
            Problem.class,
            () ->
                world.permissions.update(
                    ACME, "docs.read", PAYMENTS, PermissionServiceTest::refuse));
    assertEquals(403, refusal.status());
  }

  private static void refuse() {
    throw Problem.forbidden("The test gives no permissions.");
  }
}
