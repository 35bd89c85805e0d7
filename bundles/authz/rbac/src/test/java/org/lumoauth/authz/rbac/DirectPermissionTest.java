/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ACME;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ALICE;
import static org.lumoauth.authz.rbac.RbacModuleFixture.GLOBEX;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ROBOT;
import static org.lumoauth.authz.rbac.RbacModuleFixture.WRITERS;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.rbac.admin.PermissionRequestBody;
import org.lumoauth.authz.rbac.store.DirectPermissionStore;
import org.lumoauth.authz.rbac.store.RbacPersistenceUnit;
import org.lumoauth.authz.rbac.store.RbacRevisions;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DirectPermissionTest {

  private static final String READ = "documents.read";

  @DatabaseTest
  void permitsWhatWasGrantedAndSaysSo(TestDatabase database) {
    try (var world = withPermission(database)) {
      world.grants.grant(ACME, ALICE, READ);

      var reason = world.vote(ACME, ALICE, READ).reason();

      assertEquals("grant", reason.code());
      assertEquals(
          "The permission documents.read was granted to user:usr_alice directly.", reason.text());
      assertEquals(Map.of("permission", READ, "via", "direct"), reason.facts());
    }
  }

  @DatabaseTest
  void permitsAUserWhatWasGrantedToAGroupAndSaysSo(TestDatabase database) {
    try (var world = withPermission(database)) {
      world.subjects.with(ACME, WRITERS, "Writers");
      world.users.inGroups(ACME, ALICE.id(), WRITERS.id());
      world.grants.grant(ACME, WRITERS, READ);

      assertEquals(
          "The permission documents.read was granted to the group Writers directly.",
          world.vote(ACME, ALICE, READ).reason().text());
    }
  }

  @DatabaseTest
  void seesAGrantAndItsEndWithTheNextQuestion(TestDatabase database) {
    try (var world = withPermission(database)) {
      for (SubjectRef subject : List.of(ALICE, ROBOT, WRITERS)) {
        assertFalse(world.permits(subject, READ), subject + " before");

        world.grants.grant(ACME, subject, READ);
        assertTrue(world.permits(subject, READ), subject + " granted");

        world.grants.revoke(ACME, subject, READ);
        assertFalse(world.permits(subject, READ), subject + " revoked");
      }
    }
  }

  @DatabaseTest
  void seesWhatAnotherNodeGrantedAndRevoked(TestDatabase database) {
    try (var here = withPermission(database);
        var there = new RbacModuleFixture(database.anotherServer(), 0)) {
      assertFalse(there.permits(ALICE, READ));

      here.grants.grant(ACME, ALICE, READ);
      assertTrue(there.permits(ALICE, READ), "granted");

      here.grants.revoke(ACME, ALICE, READ);
      assertFalse(there.permits(ALICE, READ), "revoked");
    }
  }

  @DatabaseTest
  void countsARevisionForEachChange(TestDatabase database) {
    try (var world = withPermission(database)) {
      var before = revisions(world);

      world.grants.grant(ACME, ALICE, READ);
      world.grants.revoke(ACME, ALICE, READ);

      assertEquals(new RbacRevisions(before.roles(), before.assignments() + 2), revisions(world));
    }
  }

  @DatabaseTest
  void grantsByNumber(TestDatabase database) {
    try (var world = withPermission(database)) {
      long number = world.permissions.get(ACME, READ).id();

      world.grants.grant(ACME, ALICE, Long.toString(number));

      assertTrue(world.permits(ALICE, READ));
    }
  }

  @DatabaseTest
  void takesAGrantTwiceAndItsEndTwice(TestDatabase database) {
    try (var world = withPermission(database)) {
      world.grants.grant(ACME, ALICE, READ);
      world.grants.grant(ACME, ALICE, READ);
      world.grants.revoke(ACME, ALICE, READ);
      world.grants.revoke(ACME, ALICE, READ);

      assertFalse(world.permits(ALICE, READ));
    }
  }

  @DatabaseTest
  void keepsARoleThatGivesTheSameWhenAGrantEnds(TestDatabase database) {
    try (var world = withPermission(database)) {
      world.role("Editor", List.of(READ));
      world.assignments.assign(ACME, ALICE, List.of("editor"));
      world.grants.grant(ACME, ALICE, READ);

      world.grants.revoke(ACME, ALICE, READ);

      assertEquals("role_grants", world.vote(ACME, ALICE, READ).reason().code());
    }
  }

  @DatabaseTest
  void leavesGrantsAloneWhenRolesAreReplaced(TestDatabase database) {
    try (var world = withPermission(database)) {
      world.grants.grant(ACME, ALICE, READ);

      world.assignments.replace(ACME, ALICE, List.of());

      assertTrue(world.permits(ALICE, READ));
    }
  }

  @DatabaseTest
  void listsWhereEachPermissionComesFrom(TestDatabase database) {
    try (var world = withPermission(database)) {
      world.role("Editor", List.of(READ));
      world.assignments.assign(ACME, ALICE, List.of("editor"));
      world.users.inGroups(ACME, ALICE.id(), WRITERS.id());
      world.grants.grant(ACME, ALICE, READ);
      world.grants.grant(ACME, WRITERS, READ);

      assertEquals(
          List.of("direct", "group:grp_writers", "role:Editor"),
          world.lists.permissions(ACME, ALICE).stream().map(EffectivePermission::source).toList());
    }
  }

  @DatabaseTest
  void listsPermissionsByTheirNumbersAndNames(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      var made =
          world.permissions.create(ACME, new PermissionRequestBody(READ, "Read them", "Documents"));
      world.role("Editor", List.of(READ));
      world.assignments.assign(ACME, ALICE, List.of("editor"));
      world.grants.grant(ACME, ALICE, READ);

      for (EffectivePermission each : world.lists.permissions(ACME, ALICE)) {
        assertEquals(Optional.of(made.id()), each.id(), each.source());
        assertEquals(Optional.of("Read them"), each.name(), each.source());
        assertEquals(Optional.of("Documents"), each.description(), each.source());
      }
    }
  }

  @DatabaseTest
  void followsAPermissionThatIsRenamed(TestDatabase database) {
    try (var world = withPermission(database)) {
      world.grants.grant(ACME, ALICE, READ);

      world.permissions.update(
          ACME, READ, new PermissionRequestBody("papers.read", null, null), () -> {});

      assertTrue(world.permits(ALICE, "papers.read"));
      assertFalse(world.permits(ALICE, READ));
    }
  }

  @DatabaseTest
  void endsWithThePermission(TestDatabase database) {
    try (var world = withPermission(database)) {
      world.grants.grant(ACME, ALICE, READ);
      assertTrue(world.permits(ALICE, READ));

      world.permissions.delete(ACME, READ);
      world.permission(READ);

      assertFalse(world.permits(ALICE, READ));
      assertEquals(Set.of(), stored(world, ACME));
    }
  }

  @DatabaseTest
  void endsWithTheSubject(TestDatabase database) {
    try (var world = withPermission(database)) {
      world.grants.grant(ACME, ALICE, READ);
      assertTrue(world.permits(ALICE, READ));

      world.events.publish(new DomainEvent("subject.deleted", ACME.id(), ALICE.id()));

      assertFalse(world.permits(ALICE, READ));
      assertEquals(Set.of(), stored(world, ACME));
    }
  }

  @DatabaseTest
  void endsWithTheTenantAlone(TestDatabase database) {
    try (var world = withPermission(database)) {
      world.grants.grant(ACME, ALICE, READ);
      world.grants.grant(GLOBEX, ALICE, "users.read");

      new RbacTenantDataEraser(world.unit, world.index).erase(ACME.id());

      assertEquals(Set.of(), stored(world, ACME));
      assertTrue(world.permits(GLOBEX, ALICE, "users.read"));
    }
  }

  @DatabaseTest
  void keepsTenantsApart(TestDatabase database) {
    try (var world = withPermission(database)) {
      world.permissions.create(GLOBEX, new PermissionRequestBody(READ, null, null));

      world.grants.grant(ACME, ALICE, READ);

      assertFalse(world.permits(GLOBEX, ALICE, READ));
    }
  }

  @DatabaseTest
  void comparesSubjectsByteForByte(TestDatabase database) {
    try (var world = withPermission(database)) {
      world.grants.grant(ACME, ALICE, READ);

      assertFalse(world.permits(new SubjectRef(SubjectRef.USER, "usr_Alice"), READ));
      assertFalse(world.permits(new SubjectRef(SubjectRef.AGENT, ALICE.id()), READ));
    }
  }

  @DatabaseTest
  void refusesAPermissionThatDoesNotExistHere(TestDatabase database) {
    try (var world = withPermission(database)) {
      assertRefused(404, () -> world.grants.grant(GLOBEX, ALICE, READ));
      assertRefused(404, () -> world.grants.grant(ACME, ALICE, "Documents.read"));
      assertRefused(404, () -> world.grants.revoke(ACME, ALICE, "999"));
    }
  }

  @DatabaseTest
  void refusesASubjectThatCanHoldNothing(TestDatabase database) {
    try (var world = withPermission(database)) {
      assertRefused(
          422, () -> world.grants.grant(ACME, new SubjectRef("client", "cli_shop"), READ));
    }
  }

  private static RbacModuleFixture withPermission(TestDatabase database) {
    var world = new RbacModuleFixture(database);
    world.permission(READ);
    return world;
  }

  private static RbacRevisions revisions(RbacModuleFixture world) {
    return world.unit.read(
        ACME.id(), em -> RbacPersistenceUnit.revisions(em, ACME.id()).orElseThrow());
  }

  private static Set<Long> stored(RbacModuleFixture world, TenantContext tenant) {
    return world.unit.read(
        tenant.id(), em -> DirectPermissionStore.holdings(em, tenant.id(), ALICE).permissionIds());
  }

  private static void assertRefused(int status, Executable call) {
    assertEquals(status, assertThrows(ApiException.class, call).status());
  }
}
