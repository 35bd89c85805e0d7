/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.directory.DirectoryFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;

import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.directory.group.UserGroup;
import org.lumoauth.platform.directory.rest.DirectoryPrivilegeGuard;
import org.lumoauth.platform.directory.rest.RoleAssignmentHandler;
import org.lumoauth.platform.directory.rest.group.GroupRolesResource;
import org.lumoauth.platform.directory.rest.group.GroupViewAssembler;
import org.lumoauth.platform.directory.rest.group.GroupsResource;
import org.lumoauth.platform.directory.user.UserAccount;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/** Each grant and revocation of a role or permission is recorded. */
class PrivilegeChangeAuditTest {
  private static final Map<String, Object> EDITOR = Map.of("roles", List.of("editor"));

  @DatabaseTest
  void auditsRolesAssignedToUser(TestDatabase database) {
    var rest = new Rest(database);

    rest.userRoles.add(rest.request(), rest.alice.id(), EDITOR);

    var event = rest.last();
    assertEquals("user.role.assigned", event.action());
    assertEquals(rest.alice.id(), event.target().orElseThrow().id());
    assertEquals(List.of("rol_1"), event.details().get("roles"));
    assertEquals(List.of(), event.details().get("old"));
    assertEquals(List.of("editor"), event.details().get("new"));
  }

  @DatabaseTest
  void auditsActorOfRoleAssignment(TestDatabase database) {
    var rest = new Rest(database);

    rest.userRoles.add(rest.request(), rest.alice.id(), EDITOR);

    assertEquals(rest.caller.subject(), rest.last().actor());
    assertEquals("req-1", rest.last().request().orElseThrow().requestId());
  }

  @DatabaseTest
  void auditsRoleRemovedFromUser(TestDatabase database) {
    var rest = new Rest(database);
    rest.directory.roles.assign(ACME, rest.alice.subject(), List.of("editor"));

    rest.userRoles.remove(rest.request(), rest.alice.id(), "rol_1");

    assertEquals("user.role.removed", rest.last().action());
    assertEquals(List.of("editor"), rest.last().details().get("slugs"));
  }

  @DatabaseTest
  void auditsRemovedAndAssignedRolesOnReplacement(TestDatabase database) {
    var rest = new Rest(database);
    rest.directory.roles.assign(ACME, rest.alice.subject(), List.of("author"));

    rest.userRoles.replace(rest.request(), rest.alice.id(), EDITOR);

    assertEquals(List.of("user.role.removed", "user.role.assigned"), rest.since());
  }

  @DatabaseTest
  void auditsNothingForUnchangedRoles(TestDatabase database) {
    var rest = new Rest(database);
    rest.directory.roles.assign(ACME, rest.alice.subject(), List.of("editor"));

    rest.userRoles.replace(rest.request(), rest.alice.id(), EDITOR);

    assertEquals(List.of(), rest.since());
  }

  @DatabaseTest
  void auditsRolesOfNewUser(TestDatabase database) {
    var rest = new Rest(database);
    var body = Map.<String, Object>of("email", "bob@x.example", "roles", List.of("editor"));

    rest.users.create(rest.request(), body);

    assertEquals(List.of("user.created", "user.role.assigned"), rest.since());
  }

  @DatabaseTest
  void auditsRolesRemovedByPatch(TestDatabase database) {
    var rest = new Rest(database);
    rest.directory.roles.assign(ACME, rest.alice.subject(), List.of("editor"));

    rest.users.patch(rest.request(), rest.alice.id(), Map.of("roles", List.of()));

    assertEquals(List.of("user.updated", "user.role.removed"), rest.since());
  }

  @DatabaseTest
  void auditsPermissionGrantedToUser(TestDatabase database) {
    var rest = new Rest(database);

    rest.permissions.grant(rest.request(), rest.alice.id(), Map.of("permission", "invoices.read"));

    assertEquals("user.permission.granted", rest.last().action());
    assertEquals("invoices.read", rest.last().details().get("permission"));
  }

  @DatabaseTest
  void auditsPermissionsGrantedBeforeUnknownOne(TestDatabase database) {
    var rest = new Rest(database);
    var body = Map.<String, Object>of("permissions", List.of("invoices.read", "nothing"));

    assertThrows(
        ApiException.class, () -> rest.permissions.grant(rest.request(), rest.alice.id(), body));

    assertEquals(List.of("user.permission.granted"), rest.since());
  }

  @DatabaseTest
  void auditsPermissionRevokedFromUser(TestDatabase database) {
    var rest = new Rest(database);

    rest.permissions.revoke(rest.request(), rest.alice.id(), "invoices.read");

    assertEquals("user.permission.revoked", rest.last().action());
    assertEquals("invoices.read", rest.last().details().get("permission"));
  }

  @DatabaseTest
  void auditsRolesAssignedToGroup(TestDatabase database) {
    var rest = new Rest(database);

    rest.groupRoles.add(rest.request(), rest.staff.id(), EDITOR);

    assertEquals("group.role.assigned", rest.last().action());
    assertEquals(rest.staff.id(), rest.last().target().orElseThrow().id());
  }

  @DatabaseTest
  void auditsRoleRemovedFromGroup(TestDatabase database) {
    var rest = new Rest(database);
    rest.directory.roles.assign(ACME, rest.staff.subject(), List.of("editor"));

    rest.groupRoles.remove(rest.request(), rest.staff.id(), "editor");

    assertEquals("group.role.removed", rest.last().action());
  }

  @DatabaseTest
  void auditsRolesOfNewGroup(TestDatabase database) {
    var rest = new Rest(database);
    var body = Map.<String, Object>of("name", "Writers", "roles", List.of("editor"));

    rest.groups.create(rest.request(), body);

    assertEquals(List.of("group.created", "group.role.assigned"), rest.since());
  }

  @DatabaseTest
  void failsIfRoleAssignmentCannotBeAudited(TestDatabase database) {
    var rest = new Rest(database);
    rest.directory.audit.unavailable();

    var refusal =
        assertThrows(
            ApiException.class, () -> rest.userRoles.add(rest.request(), rest.alice.id(), EDITOR));

    assertEquals(503, refusal.status());
  }

  /** The resources that give power, with a user and a group that have none yet. */
  private static final class Rest {
    final DirectoryFixture directory;
    final Caller caller = aCaller().apiKey().build();
    final UsersResource users;
    final UserRolesResource userRoles;
    final UserPermissionsResource permissions;
    final GroupsResource groups;
    final GroupRolesResource groupRoles;
    final UserAccount alice;
    final UserGroup staff;
    private final int start;

    Rest(TestDatabase database) {
      this.directory = new DirectoryFixture(database);
      var near = directory.neighbours;
      var held = directory.heldRoles;
      var limited = directory.limitedHoldings;
      var rank =
          new DirectoryPrivilegeGuard(
              near,
              directory.groups,
              directory.memberships,
              directory.approving,
              directory.people,
              new PrivilegeEscalationGuard(
                  directory.neighbours.authorization(), new FakeProviderRegistry()));
      var userViews = new UserViewAssembler(directory.memberships, near, directory.factors);
      var groupViews = new GroupViewAssembler(directory.groups, directory.memberships, near);
      var belonging =
          new UserRoleAndGroupAssignmentHandler(
              directory.memberships, directory.groups, near, held, rank);
      this.users = new UsersResource(directory.admin, userViews, belonging, rank);
      var roleRequests = new RoleAssignmentHandler(near, held, limited, rank);
      this.userRoles = new UserRolesResource(directory.admin, roleRequests, userViews);
      this.permissions =
          new UserPermissionsResource(directory.admin, near, directory.heldPermissions, rank);
      this.groups = new GroupsResource(directory.groups, near, held, groupViews, rank);
      this.groupRoles = new GroupRolesResource(directory.groups, roleRequests, groupViews);
      this.alice = directory.user("alice@x.example");
      this.staff = directory.group("Staff");
      this.start = directory.audit.of(ACME.id()).size();
    }

    HttpServletRequest request() {
      return FakeHttpExchange.get(ACME, "/admin/users")
          .withCaller(caller)
          .withPermissions("roles.write")
          .request();
    }

    AuditEvent last() {
      return directory.audit.last(ACME.id()).event();
    }

    /** What was recorded since the user and the group were made. */
    List<String> since() {
      var actions = directory.audit.actions(ACME.id());
      return actions.subList(start, actions.size());
    }
  }
}
