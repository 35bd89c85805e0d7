/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.directory.DirectoryFixture.ACME;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.approval.ApproverEligibilityLookup;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.directory.group.UserGroup;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** User editors cannot gain permissions through users with more permissions. */
class UserPrivilegeTest extends UsersResourceTestBase {
  @DatabaseTest
  void rejectsRoleAssignmentByUserEditor(TestDatabase database) {
    var rest = new Rest(database);
    var body = Map.<String, Object>of("email", "alice@x.example", "roles", List.of("editor"));

    var refusal = assertThrows(ApiException.class, () -> rest.users.create(rest.clerk(), body));

    assertEquals(403, refusal.status());
  }

  @DatabaseTest
  void rejectsMembershipInGroupWithRolesByUserEditor(TestDatabase database) {
    var rest = new Rest(database);
    var outer = rest.directory.group("Outer");
    var inner = rest.directory.group("Inner");
    rest.directory.groups.nest(ACME, outer, List.of(inner), DirectoryFixture.SOMEBODY);
    rest.directory.roles.assign(ACME, outer.subject(), List.of("editor"));
    var body = Map.<String, Object>of("email", "alice@x.example", "groups", List.of("inner"));

    assertThrows(ApiException.class, () -> rest.users.create(rest.clerk(), body));
  }

  @DatabaseTest
  void rejectsAdministratorPasswordChangeByUserEditor(TestDatabase database) {
    var rest = new Rest(database);
    var root = rest.directory.user("root@x.example");
    rest.directory.authorization.allow(ACME, root.subject(), "roles.write");
    var body = Map.<String, Object>of("password", "correct horse battery");

    assertThrows(ApiException.class, () -> rest.users.setPassword(rest.clerk(), root.id(), body));
  }

  @DatabaseTest
  void rejectsMembershipInGroupWithLimitedRolesByUserEditor(TestDatabase database) {
    var rest = new Rest(database);
    var staff = rest.directory.group("Staff");
    rest.directory.holdsWithinLimits(
        staff.subject(),
        new RoleAssignmentLimits(
            Optional.of("document"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    var body = Map.<String, Object>of("email", "alice@x.example", "groups", List.of("staff"));

    assertThrows(ApiException.class, () -> rest.users.create(rest.clerk(), body));
  }

  @DatabaseTest
  void allowsGroupReplacementPreservingPrivilegedGroups(TestDatabase database) {
    var rest = new Rest(database);
    var directory = rest.directory;
    var ada = directory.user("ada@x.example");
    var treasury = directory.group("Treasury");
    var staff = directory.group("Staff");
    directory.group("Readers");
    directory.memberships.add(
        ACME, List.of(treasury, staff), List.of(ada), DirectoryFixture.SOMEBODY);
    directory.approvers((tenant, names) -> names.contains(treasury.id()));

    rest.groupsOfUsers.replace(
        rest.clerk(), ada.id(), Map.of("groups", List.of("treasury", "readers")));
    rest.users.patch(
        rest.clerk(), ada.id(), Map.of("groups", List.of(treasury.id(), "readers", "staff")));

    assertEquals(
        Set.of("treasury", "readers", "staff"),
        directory.memberships.groupsOf(ACME, ada).stream()
            .map(UserGroup::slug)
            .collect(Collectors.toSet()));
    for (var without : List.of(List.of(), List.of("readers"))) {
      assertThrows(
          ApiException.class,
          () -> rest.groupsOfUsers.replace(rest.clerk(), ada.id(), Map.of("groups", without)));
    }
    directory.memberships.remove(ACME, treasury, ada, DirectoryFixture.SOMEBODY);
    assertThrows(
        ApiException.class,
        () ->
            rest.groupsOfUsers.replace(
                rest.clerk(), ada.id(), Map.of("groups", List.of("treasury"))));
  }

  @DatabaseTest
  void requiresApprovePermissionToChangeApproverCredentials(TestDatabase database) {
    var rest = new Rest(database);
    var ada = rest.directory.user("ada@x.example");
    var eve = rest.directory.user("eve@x.example");
    rest.directory.modules.with(
        ApproverEligibilityLookup.class, "approvals", (tenant, user) -> user.equals(ada.subject()));
    var password = Map.<String, Object>of("password", "correct horse battery");
    var address = Map.<String, Object>of("email", "mine@x.example");

    for (var clerk : List.of(rest.clerk(), rest.admin())) {
      for (Executable attempt :
          List.<Executable>of(
              () -> rest.users.setPassword(clerk, ada.id(), password),
              () -> rest.users.putPassword(clerk, ada.id(), password),
              () -> rest.users.patch(clerk, ada.id(), address),
              () -> rest.users.put(clerk, ada.id(), address),
              () -> rest.users.markVerified(clerk, ada.id()),
              () -> rest.users.resetPassword(clerk, ada.id()),
              () -> rest.users.unblock(clerk, ada.id()))) {
        assertEquals(403, assertThrows(ApiException.class, attempt).status());
      }
    }
    rest.users.setPassword(rest.clerk(), eve.id(), password);
    rest.users.setPassword(rest.by("jit.approve"), ada.id(), password);
  }

  @DatabaseTest
  void failsIfApproverLookupIsUnavailable(TestDatabase database) {
    var rest = new Rest(database);
    var ada = rest.directory.user("ada@x.example");
    rest.directory.modules.withUnavailable(
        ApproverEligibilityLookup.class, "approvals", "agents-approvals");
    var password = Map.<String, Object>of("password", "correct horse battery");

    var refusal =
        assertThrows(
            ApiException.class, () -> rest.users.setPassword(rest.clerk(), ada.id(), password));

    assertEquals("module_unavailable", refusal.code());
  }

  @DatabaseTest
  void allowsApproverIfApproverLookupIsUnavailable(TestDatabase database) {
    var rest = new Rest(database);
    var ada = rest.directory.user("ada@x.example");
    rest.directory.modules.withUnavailable(
        ApproverEligibilityLookup.class, "approvals", "agents-approvals");
    rest.directory.authorization.allow(ACME, rest.caller().subject(), "jit.approve");

    rest.users.block(rest.by("jit.approve"), ada.id());

    assertTrue(rest.directory.admin.get(ACME, ada.id()).blockedAt().isPresent());
  }

  @DatabaseTest
  void rejectsPasswordChangeOfUserWithFutureRole(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    rest.directory.holdsWithinLimits(
        alice.subject(),
        new RoleAssignmentLimits(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Instant.now().plusSeconds(3600)),
            Optional.empty()));
    var body = Map.<String, Object>of("password", "correct horse battery");

    assertThrows(ApiException.class, () -> rest.users.setPassword(rest.clerk(), alice.id(), body));
  }

  @DatabaseTest
  void rejectsPasswordChangeOfUserWithFutureGroupRole(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    var outer = rest.directory.group("Outer");
    var inner = rest.directory.group("Inner");
    rest.directory.groups.nest(ACME, outer, List.of(inner), DirectoryFixture.SOMEBODY);
    rest.directory.memberships.add(ACME, List.of(inner), List.of(alice), DirectoryFixture.SOMEBODY);
    rest.directory.holdsWithinLimits(
        outer.subject(),
        new RoleAssignmentLimits(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Instant.now().plusSeconds(3600)),
            Optional.empty()));
    var body = Map.<String, Object>of("password", "correct horse battery");

    var refusal =
        assertThrows(
            ApiException.class, () -> rest.users.setPassword(rest.clerk(), alice.id(), body));

    assertEquals(403, refusal.status());
  }

  @DatabaseTest
  void rejectsPasswordChangeOfMorePrivilegedUser(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    rest.directory.authorization.allow(ACME, alice.subject(), "users.write", "jit.approve");
    var body = Map.<String, Object>of("password", "correct horse battery");

    var refusal =
        assertThrows(
            ApiException.class, () -> rest.users.setPassword(rest.clerk(), alice.id(), body));

    assertEquals(403, refusal.status());
  }

  @DatabaseTest
  void allowsPasswordChangeOfEquallyPrivilegedUser(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    rest.directory.authorization.allow(ACME, alice.subject(), "users.write");
    var body = Map.<String, Object>of("password", "correct horse battery");

    var peer = rest.by("users.write", "users.read");
    assertFalse(rest.users.setPassword(peer, alice.id(), body).message().isEmpty());
  }

  @DatabaseTest
  void allowsUserEditorToSetOrdinaryPassword(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    var body = Map.<String, Object>of("password", "correct horse battery");

    assertFalse(rest.users.setPassword(rest.clerk(), alice.id(), body).message().isEmpty());
  }
}
