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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.LimitedRoleAssignment;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Roles that are limited to resources or to a period. */
class LimitedRoleDecisionTest {

  private static final String READ = "documents.read";
  private static final Resource SEVEN = new Resource("document", "7", Map.of());
  private static final Resource EIGHT = new Resource("document", "8", Map.of());

  @DatabaseTest
  void countsForTheOneResource(TestDatabase database) {
    try (var world = withEditor(database)) {
      world.limited.assign(ACME, ALICE, "editor", onSeven());

      assertTrue(world.permits(ALICE, READ, SEVEN));
      assertFalse(world.permits(ALICE, READ, EIGHT));
      assertFalse(world.permits(ALICE, READ, new Resource("folder", "7", Map.of())));
      assertFalse(world.permits(ALICE, READ, new Resource("Document", "7", Map.of())));
    }
  }

  @DatabaseTest
  void givesNothingWhereNoResourceIsAskedAbout(TestDatabase database) {
    try (var world = withEditor(database)) {
      world.limited.assign(ACME, ALICE, "editor", onSeven());

      assertFalse(world.permits(ALICE, READ));
    }
  }

  @DatabaseTest
  void countsForWhatBelongsToTheOrganization(TestDatabase database) {
    try (var world = withEditor(database)) {
      world.limited.assign(ACME, ALICE, "editor", limits(null, null, "org_1"));

      assertTrue(world.permits(ALICE, READ, in("org_1")));
      assertTrue(world.permits(ALICE, READ, new Resource("organization", "org_1", Map.of())));
      assertFalse(world.permits(ALICE, READ, in("org_2")));
      assertFalse(world.permits(ALICE, READ, SEVEN));
      // What an organization says of itself does not make it another one.
      assertFalse(
          world.permits(
              ALICE,
              READ,
              new Resource("organization", "org_2", Map.of("organization_id", "org_1"))));
    }
  }

  @DatabaseTest
  void countsFromItsBeginningToItsEnd(TestDatabase database) {
    try (var world = withEditor(database)) {
      var now = world.clock.instant();
      world.limited.assign(
          ACME, ALICE, "editor", during(now.plusSeconds(60), now.plusSeconds(120)));

      assertFalse(world.permits(ALICE, READ));
      world.clock.advance(Duration.ofSeconds(60));
      assertTrue(world.permits(ALICE, READ));
      world.clock.advance(Duration.ofSeconds(59));
      assertTrue(world.permits(ALICE, READ));
      world.clock.advance(Duration.ofSeconds(1));
      assertFalse(world.permits(ALICE, READ));
    }
  }

  /** What a search looks at; what is permitted of it a decision says. */
  @DatabaseTest
  void namesTheResourcesThatItCountsFor(TestDatabase database) {
    try (var world = withEditor(database)) {
      world.limited.assign(ACME, ALICE, "editor", onSeven());
      world.limited.assign(ACME, ALICE, "editor", limits(null, null, "org_1"));
      world.limited.assign(ACME, ALICE, "editor", limits("document", "9", null));
      var candidates = new RbacSearchCandidateProvider(world.index, world.users);

      assertEquals(
          List.of("7", "9"), candidates.resources(ACME, ALICE, "document", Optional.empty(), 10));
      assertEquals(
          List.of("9"), candidates.resources(ACME, ALICE, "document", Optional.of("7"), 10));
      assertEquals(
          List.of("7"), candidates.resources(ACME, ALICE, "document", Optional.empty(), 1));
      assertEquals(
          List.of("org_1"),
          candidates.resources(ACME, ALICE, "organization", Optional.empty(), 10));
      assertEquals(List.of(), candidates.resources(ACME, ALICE, "folder", Optional.empty(), 10));
    }
  }

  @DatabaseTest
  void countsThroughAGroup(TestDatabase database) {
    try (var world = withEditor(database)) {
      world.subjects.with(ACME, WRITERS, "Writers");
      world.users.inGroups(ACME, ALICE.id(), WRITERS.id());
      world.limited.assign(ACME, WRITERS, "editor", onSeven());

      assertEquals(
          "The role Editor, assigned through the group Writers, limited to "
              + "document:7, grants documents.read.",
          world.vote(ALICE, READ, Optional.of(SEVEN)).reason().text());
    }
  }

  @DatabaseTest
  void explainsWhyARoleWithinLimitsDoesNotCount(TestDatabase database) {
    try (var world = withEditor(database)) {
      world.limited.assign(ACME, ALICE, "editor", onSeven());

      var because = world.vote(ALICE, READ, Optional.of(EIGHT)).reason().because();

      assertEquals("role_limits_not_met", because.get(0).code());
      assertEquals(
          Map.of("resourceType", "document", "resourceId", "7"),
          because.get(0).facts().get("limits"));
    }
  }

  @DatabaseTest
  void theSameRoleForTheSameResourceHasItsTimesSetAnew(TestDatabase database) {
    try (var world = withEditor(database)) {
      var now = world.clock.instant();
      var first = world.limited.assign(ACME, ALICE, "editor", during(now, now.plusSeconds(60)));
      var second = world.limited.assign(ACME, ALICE, "editor", during(now, now.plusSeconds(600)));

      assertEquals(first.id(), second.id());
      assertEquals(List.of(second), world.limited.listAssignments(ACME, ALICE));
    }
  }

  @DatabaseTest
  void oneRoleMayBeHeldForSeveralResources(TestDatabase database) {
    try (var world = withEditor(database)) {
      world.limited.assign(ACME, ALICE, "editor", onSeven());
      world.limited.assign(ACME, ALICE, "editor", limits("document", "8", null));

      assertTrue(world.permits(ALICE, READ, SEVEN));
      assertTrue(world.permits(ALICE, READ, EIGHT));
      assertEquals(2, world.limited.listAssignments(ACME, ALICE).size());
    }
  }

  @DatabaseTest
  void takesOneAway(TestDatabase database) {
    try (var world = withEditor(database)) {
      var given = world.limited.assign(ACME, ALICE, "editor", onSeven());

      assertEquals(Optional.of(given), world.limited.revoke(ACME, ALICE, given.id()));
      assertFalse(world.permits(ALICE, READ, SEVEN));
      assertEquals(Optional.empty(), world.limited.revoke(ACME, ALICE, given.id()));
    }
  }

  @DatabaseTest
  void takesNothingOfSomebodyElseOrOfAnotherTenant(TestDatabase database) {
    try (var world = withEditor(database)) {
      var given = world.limited.assign(ACME, ALICE, "editor", onSeven());

      assertEquals(Optional.empty(), world.limited.revoke(ACME, ROBOT, given.id()));
      assertEquals(Optional.empty(), world.limited.revoke(GLOBEX, ALICE, given.id()));
      assertEquals(Optional.empty(), world.limited.find(GLOBEX, given.id()));
      assertTrue(world.permits(ALICE, READ, SEVEN));
    }
  }

  @DatabaseTest
  void endsWithTheRoleTheReplacementAndTheSubject(TestDatabase database) {
    try (var world = withEditor(database)) {
      world.limited.assign(ACME, ALICE, "editor", onSeven());
      world.assignments.replace(ACME, ALICE, List.of());
      assertEquals(List.of(), world.limited.listAssignments(ACME, ALICE));

      world.limited.assign(ACME, ALICE, "editor", onSeven());
      world.assignments.revoke(ACME, ALICE, "editor");
      assertEquals(List.of(), world.limited.listAssignments(ACME, ALICE));

      world.limited.assign(ACME, ALICE, "editor", onSeven());
      world.events.publish(new DomainEvent("subject.deleted", ACME.id(), ALICE.id()));
      assertEquals(List.of(), world.limited.listAssignments(ACME, ALICE));

      world.limited.assign(ACME, ALICE, "editor", onSeven());
      world.roles.delete(ACME, "editor");
      assertEquals(List.of(), world.limited.listAssignments(ACME, ALICE));
      assertFalse(world.permits(ALICE, READ, SEVEN));
    }
  }

  @DatabaseTest
  void endsWithTheTenant(TestDatabase database) {
    try (var world = withEditor(database)) {
      world.limited.assign(ACME, ALICE, "editor", onSeven());

      world.unit.erase(ACME.id());

      assertEquals(List.of(), world.limited.listAssignments(ACME, ALICE));
    }
  }

  @DatabaseTest
  void refusesLimitsThatMakeNoSense(TestDatabase database) {
    try (var world = withEditor(database)) {
      var now = world.clock.instant();
      for (RoleAssignmentLimits limits :
          List.of(
              RoleAssignmentLimits.NONE,
              limits(null, "7", null),
              limits(" ", null, null),
              limits("x".repeat(129), null, null),
              limits("document", "x".repeat(513), null),
              limits(null, null, "x".repeat(129)),
              during(now.minusSeconds(60), now),
              during(now.plusSeconds(60), now.plusSeconds(60)))) {
        var problem =
            assertThrows(
                ApiException.class, () -> world.limited.assign(ACME, ALICE, "editor", limits));

        assertEquals(422, problem.status());
      }
    }
  }

  @DatabaseTest
  void refusesARoleThatThereIsNot(TestDatabase database) {
    try (var world = withEditor(database)) {
      var problem =
          assertThrows(
              ApiException.class, () -> world.limited.assign(ACME, ALICE, "nothing", onSeven()));

      assertEquals(404, problem.status());
    }
  }

  @DatabaseTest
  void refusesMoreThanADecisionCanLookThrough(TestDatabase database) {
    try (var world = withEditor(database)) {
      for (int i = 0; i < RbacLimitedRoleAssignmentService.MAX_PER_SUBJECT; i++) {
        world.limited.assign(ACME, ALICE, "editor", limits("document", "d" + i, null));
      }

      assertThrows(
          ApiException.class, () -> world.limited.assign(ACME, ALICE, "editor", onSeven()));
    }
  }

  @DatabaseTest
  void keepsTimesAsTheyWereGiven(TestDatabase database) {
    try (var world = withEditor(database)) {
      var limits =
          during(
              Instant.parse("2026-11-25T12:00:00.123456Z"), Instant.parse("2030-01-01T00:00:00Z"));
      world.limited.assign(ACME, ALICE, "editor", limits);

      assertEquals(
          List.of(limits),
          world.limited.listAssignments(ACME, ALICE).stream()
              .map(LimitedRoleAssignment::limits)
              .toList());
    }
  }

  private static RbacModuleFixture withEditor(TestDatabase database) {
    var world = new RbacModuleFixture(database);
    world.permission(READ);
    world.role("Editor", List.of(READ));
    return world;
  }

  private static Resource in(String organization) {
    return new Resource("document", "7", Map.of("organization_id", organization));
  }

  private static RoleAssignmentLimits onSeven() {
    return limits("document", "7", null);
  }

  private static RoleAssignmentLimits limits(String type, String id, String organization) {
    return new RoleAssignmentLimits(
        Optional.ofNullable(type),
        Optional.ofNullable(id),
        Optional.ofNullable(organization),
        Optional.empty(),
        Optional.empty());
  }

  private static RoleAssignmentLimits during(Instant from, Instant to) {
    return new RoleAssignmentLimits(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(from), Optional.of(to));
  }
}
