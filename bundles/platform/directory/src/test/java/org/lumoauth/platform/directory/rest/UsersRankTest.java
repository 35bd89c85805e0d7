package org.lumoauth.platform.directory.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.directory.Fixture.ACME;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.RoleLimits;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.directory.Fixture;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** What somebody who may only edit users cannot do to those above. */
class UsersRankTest extends UsersSetting {
  @DatabaseTest
  void refusesRolesFromSomebodyWhoMayOnlyEditUsers(TestDatabase database) {
    var rest = new Rest(database);
    var body = Map.<String, Object>of("email", "alice@x.example", "roles", List.of("editor"));

    var refusal = assertThrows(Problem.class, () -> rest.users.create(rest.clerk(), body));

    assertEquals(403, refusal.status());
  }

  @DatabaseTest
  void refusesAPlaceInAGroupWithRolesFromSomebodyWhoMayOnlyEditUsers(TestDatabase database) {
    var rest = new Rest(database);
    var outer = rest.directory.group("Outer");
    var inner = rest.directory.group("Inner");
    rest.directory.groups.nest(ACME, outer, List.of(inner), Fixture.SOMEBODY);
    rest.directory.roles.assign(ACME, outer.subject(), List.of("editor"));
    var body = Map.<String, Object>of("email", "alice@x.example", "groups", List.of("inner"));

    assertThrows(Problem.class, () -> rest.users.create(rest.clerk(), body));
  }

  @DatabaseTest
  void refusesAnAdministratorsPasswordToSomebodyWhoMayOnlyEditUsers(TestDatabase database) {
    var rest = new Rest(database);
    var root = rest.directory.user("root@x.example");
    rest.directory.authorization.allow(ACME, root.subject(), "roles.write");
    var body = Map.<String, Object>of("password", "correct horse battery");

    assertThrows(Problem.class, () -> rest.users.setPassword(rest.clerk(), root.id(), body));
  }

  @DatabaseTest
  void refusesAPlaceInAGroupWithRolesWithinLimitsFromSomebodyWhoMayOnlyEditUsers(
      TestDatabase database) {
    var rest = new Rest(database);
    var staff = rest.directory.group("Staff");
    rest.directory.holdsWithinLimits(
        staff.subject(),
        new RoleLimits(
            Optional.of("document"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    var body = Map.<String, Object>of("email", "alice@x.example", "groups", List.of("staff"));

    assertThrows(Problem.class, () -> rest.users.create(rest.clerk(), body));
  }

  @DatabaseTest
  void refusesThePasswordOfSomebodyWhoseRoleIsToBegin(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    rest.directory.holdsWithinLimits(
        alice.subject(),
        new RoleLimits(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Instant.now().plusSeconds(3600)),
            Optional.empty()));
    var body = Map.<String, Object>of("password", "correct horse battery");

    assertThrows(Problem.class, () -> rest.users.setPassword(rest.clerk(), alice.id(), body));
  }

  @DatabaseTest
  void refusesThePasswordOfSomebodyWhoseGroupsRoleIsToBegin(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    var outer = rest.directory.group("Outer");
    var inner = rest.directory.group("Inner");
    rest.directory.groups.nest(ACME, outer, List.of(inner), Fixture.SOMEBODY);
    rest.directory.memberships.add(ACME, List.of(inner), List.of(alice), Fixture.SOMEBODY);
    rest.directory.holdsWithinLimits(
        outer.subject(),
        new RoleLimits(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Instant.now().plusSeconds(3600)),
            Optional.empty()));
    var body = Map.<String, Object>of("password", "correct horse battery");

    var refusal =
        assertThrows(Problem.class, () -> rest.users.setPassword(rest.clerk(), alice.id(), body));

    assertEquals(403, refusal.status());
  }

  @DatabaseTest
  void refusesThePasswordOfWhoMayDoMoreThoughTheyGiveNoRoles(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    rest.directory.authorization.allow(ACME, alice.subject(), "users.write", "jit.approve");
    rest.directory.authorization.allow(ACME, rest.caller().subject(), "users.write");
    var body = Map.<String, Object>of("password", "correct horse battery");

    var refusal =
        assertThrows(Problem.class, () -> rest.users.setPassword(rest.clerk(), alice.id(), body));

    assertEquals(403, refusal.status());
  }

  @DatabaseTest
  void letsSomebodySetThePasswordOfWhoMayDoNoMore(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    rest.directory.authorization.allow(ACME, alice.subject(), "users.write");
    rest.directory.authorization.allow(ACME, rest.caller().subject(), "users.write", "users.read");
    var body = Map.<String, Object>of("password", "correct horse battery");

    assertFalse(rest.users.setPassword(rest.clerk(), alice.id(), body).message().isEmpty());
  }

  @DatabaseTest
  void letsSomebodyWhoMayOnlyEditUsersSetAnOrdinaryPassword(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    var body = Map.<String, Object>of("password", "correct horse battery");

    assertFalse(rest.users.setPassword(rest.clerk(), alice.id(), body).message().isEmpty());
  }
}
