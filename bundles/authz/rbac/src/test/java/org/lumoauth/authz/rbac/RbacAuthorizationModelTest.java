/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ACME;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ALICE;
import static org.lumoauth.authz.rbac.RbacModuleFixture.GLOBEX;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ROBOT;
import static org.lumoauth.authz.rbac.RbacModuleFixture.WRITERS;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.authz.rbac.admin.PermissionRequestBody;
import org.lumoauth.authz.rbac.admin.RoleRequestBody;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RbacAuthorizationModelTest {

  private static final String READ = "documents.read";

  @DatabaseTest
  void permitsWhatARoleOfTheSubjectGives(TestDatabase database) {
    try (var world = withEditor(database)) {
      world.assignments.assign(ACME, ROBOT, List.of("editor"));

      assertTrue(world.permits(ROBOT, READ));
    }
  }

  @DatabaseTest
  void hasNothingToSayOfASubjectWithoutRoles(TestDatabase database) {
    try (var world = withEditor(database)) {
      var vote = world.vote(ACME, ALICE, READ);

      assertEquals(AuthorizationVote.VoteOutcome.NOT_APPLICABLE, vote.outcome());
      assertEquals(
          Optional.of(
              "Assign user:usr_alice a role with the permission documents.read, for "
                  + "example Editor."),
          vote.remedy());
    }
  }

  @DatabaseTest
  void permitsAUserWhatARoleOfAGroupGives(TestDatabase database) {
    try (var world = withEditor(database)) {
      world.subjects.with(ACME, WRITERS, "Writers");
      world.users.inGroups(ACME, ALICE.id(), WRITERS.id());
      world.assignments.assign(ACME, WRITERS, List.of("editor"));

      assertEquals(
          "The role Editor, assigned through the group Writers, grants " + "documents.read.",
          world.vote(ACME, ALICE, READ).reason().text());
    }
  }

  @DatabaseTest
  void permitsWhatAParentRoleGives(TestDatabase database) {
    try (var world = withEditor(database)) {
      world.role("Chief", List.of(), "editor");
      world.assignments.assign(ACME, ALICE, List.of("chief"));

      var reason = world.vote(ACME, ALICE, READ).reason();

      assertEquals("role_grants", reason.code());
      assertEquals(List.of("chief", "editor"), reason.facts().get("path"));
    }
  }

  @DatabaseTest
  void doesNotPermitAParentWhatItsChildGives(TestDatabase database) {
    try (var world = withEditor(database)) {
      world.permission("documents.delete");
      world.role("Chief", List.of("documents.delete"), "editor");
      world.assignments.assign(ACME, ALICE, List.of("editor"));

      assertFalse(world.permits(ALICE, "documents.delete"));
    }
  }

  @DatabaseTest
  void comparesPermissionsByteForByte(TestDatabase database) {
    try (var world = withEditor(database)) {
      world.assignments.assign(ACME, ALICE, List.of("editor"));

      for (String other : List.of("Documents.read", "documents.Read", "documents.read ", "*")) {
        assertFalse(world.permits(ALICE, other), other);
      }
    }
  }

  @DatabaseTest
  void comparesSubjectsByteForByte(TestDatabase database) {
    try (var world = withEditor(database)) {
      world.assignments.assign(ACME, ALICE, List.of("editor"));

      assertFalse(world.permits(new SubjectRef(SubjectRef.USER, "usr_Alice"), READ));
    }
  }

  @DatabaseTest
  void tellsAnAgentFromAUserWithItsId(TestDatabase database) {
    try (var world = withEditor(database)) {
      world.assignments.assign(ACME, ALICE, List.of("editor"));

      assertFalse(world.permits(new SubjectRef(SubjectRef.AGENT, ALICE.id()), READ));
    }
  }

  @DatabaseTest
  void keepsTenantsApart(TestDatabase database) {
    try (var world = withEditor(database)) {
      world.permissions.create(GLOBEX, new PermissionRequestBody(READ, null, null));
      world.roles.create(GLOBEX, new RoleRequestBody("Editor", null, null, List.of(READ), null));
      world.assignments.assign(ACME, ALICE, List.of("editor"));

      assertFalse(world.permits(GLOBEX, ALICE, READ));
    }
  }

  @DatabaseTest
  void seesEveryKindOfChangeWithTheNextQuestion(TestDatabase database) {
    try (var world = withEditor(database)) {
      world.assignments.assign(ACME, ALICE, List.of("editor"));
      assertTrue(world.permits(ALICE, READ), "given the role");

      world.roles.removePermission(ACME, "editor", READ);
      assertFalse(world.permits(ALICE, READ), "role lost the permission");

      world.roles.addPermissions(ACME, "editor", List.of(READ));
      assertTrue(world.permits(ALICE, READ), "role got the permission");

      world.assignments.revoke(ACME, ALICE, "editor");
      assertFalse(world.permits(ALICE, READ), "role taken away");

      world.role("Chief", List.of());
      world.assignments.replace(ACME, ALICE, List.of("chief"));
      assertFalse(world.permits(ALICE, READ), "another role");

      world.roles.update(
          ACME, "chief", new RoleRequestBody(null, null, null, null, List.of("editor")));
      assertTrue(world.permits(ALICE, READ), "role got a parent");

      world.roles.delete(ACME, "editor");
      assertFalse(world.permits(ALICE, READ), "parent deleted");

      world.assignments.assign(ACME, WRITERS, List.of("admin"));
      world.users.inGroups(ACME, ALICE.id(), WRITERS.id());
      assertTrue(world.permits(ALICE, "users.read"), "put into a group");

      world.users.inGroups(ACME, ALICE.id());
      assertFalse(world.permits(ALICE, "users.read"), "taken out of the group");

      world.permissions.delete(ACME, READ);
      assertFalse(world.permits(ALICE, READ), "permission deleted");
    }
  }

  @DatabaseTest
  void takesTheRolesOfADeletedSubjectAway(TestDatabase database) {
    try (var world = withEditor(database)) {
      world.assignments.assign(ACME, ALICE, List.of("editor"));
      assertTrue(world.permits(ALICE, READ));

      world.events.publish(new DomainEvent("subject.deleted", ACME.id(), ALICE.id()));

      assertFalse(world.permits(ALICE, READ));
      assertEquals(List.of(), world.assignments.rolesOf(ACME, ALICE));
    }
  }

  @DatabaseTest
  void seesWhatAnotherNodeChanged(TestDatabase database) {
    try (var here = withEditor(database);
        var there = new RbacModuleFixture(database.anotherServer(), 0)) {
      assertFalse(there.permits(ALICE, READ));

      here.assignments.assign(ACME, ALICE, List.of("editor"));
      assertTrue(there.permits(ALICE, READ), "given the role");

      here.roles.removePermission(ACME, "editor", READ);
      assertFalse(there.permits(ALICE, READ), "role lost the permission");
    }
  }

  /** Takes a role away and then makes it mightier: old assignments with new roles would permit. */
  @DatabaseTest
  void neverMixesOldAssignmentsWithNewRoles(TestDatabase database) {
    try (var here = withEditor(database);
        var there = new RbacModuleFixture(database.anotherServer(), 3_600_000)) {
      here.permission("documents.delete");
      here.assignments.assign(ACME, ALICE, List.of("editor"));
      assertTrue(there.permits(ALICE, READ));

      here.assignments.revoke(ACME, ALICE, "editor");
      here.roles.addPermissions(ACME, "editor", List.of("documents.delete"));
      there.index.invalidateRoles(ACME.id());

      assertFalse(there.permits(ALICE, "documents.delete"));
    }
  }

  /** Takes a permission from a role and then gives the role: old roles would permit. */
  @DatabaseTest
  void neverMixesOldRolesWithNewAssignments(TestDatabase database) {
    try (var here = withEditor(database);
        var there = new RbacModuleFixture(database.anotherServer(), 3_600_000)) {
      assertFalse(there.permits(ROBOT, READ));

      here.roles.removePermission(ACME, "editor", READ);
      here.assignments.assign(ACME, ALICE, List.of("editor"));

      assertFalse(there.permits(ALICE, READ));
    }
  }

  @DatabaseTest
  void saysWhatIsMissingWhenNoRoleHasThePermission(TestDatabase database) {
    try (var world = new RbacModuleFixture(database)) {
      world.permission("documents.purge");

      assertEquals(
          Optional.of(
              "Add the permission documents.purge to a role and assign that role to "
                  + "agent:agt_robot."),
          world.vote(ACME, ROBOT, "documents.purge").remedy());
    }
  }

  private static RbacModuleFixture withEditor(TestDatabase database) {
    var world = new RbacModuleFixture(database);
    world.permission(READ);
    world.role("Editor", List.of(READ));
    return world;
  }
}
