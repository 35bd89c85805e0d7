/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.directory.DirectoryFixture.ACME;
import static org.lumoauth.platform.directory.DirectoryFixture.GLOBEX;
import static org.lumoauth.platform.directory.DirectoryFixture.SOMEBODY;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class GroupAdministrationTest {

  @DatabaseTest
  void derivesSlugFromName(TestDatabase database) {
    assertEquals("finance-team", new DirectoryFixture(database).group("Finance & Team").slug());
  }

  @DatabaseTest
  void rejectsDuplicateSlug(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    directory.group("Staff");

    assertEquals(409, assertThrows(ApiException.class, () -> directory.group("staff")).status());
  }

  @DatabaseTest
  void findsGroupBySlugOnlyInItsTenant(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    directory.group("Staff");

    assertEquals(
        404,
        assertThrows(ApiException.class, () -> directory.groups.get(GLOBEX, "staff")).status());
  }

  @DatabaseTest
  void includesMembersOfNestedGroups(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var outer = directory.group("Outer");
    var inner = directory.group("Inner");
    var alice = directory.user("alice@x.example");
    directory.groups.nest(ACME, outer, List.of(inner), SOMEBODY);
    directory.memberships.add(ACME, List.of(inner), List.of(alice), SOMEBODY);

    assertEquals(Set.of(inner.id(), outer.id()), directory.directory.groupsOf(ACME, alice.id()));
  }

  @DatabaseTest
  void appliesNestingImmediately(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var outer = directory.group("Outer");
    var inner = directory.group("Inner");
    var alice = directory.user("alice@x.example");
    directory.memberships.add(ACME, List.of(inner), List.of(alice), SOMEBODY);
    directory.directory.groupsOf(ACME, alice.id());

    directory.groups.nest(ACME, outer, List.of(inner), SOMEBODY);

    assertTrue(directory.directory.groupsOf(ACME, alice.id()).contains(outer.id()));
  }

  @DatabaseTest
  void appliesUnnestingImmediately(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var outer = directory.group("Outer");
    var inner = directory.group("Inner");
    var alice = directory.user("alice@x.example");
    directory.memberships.add(ACME, List.of(inner), List.of(alice), SOMEBODY);
    directory.groups.nest(ACME, outer, List.of(inner), SOMEBODY);
    directory.directory.groupsOf(ACME, alice.id());

    directory.groups.unnest(ACME, outer, inner, SOMEBODY);

    assertEquals(Set.of(inner.id()), directory.directory.groupsOf(ACME, alice.id()));
  }

  @DatabaseTest
  void appliesMembershipRemovalImmediately(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var staff = directory.group("Staff");
    var alice = directory.user("alice@x.example");
    directory.memberships.add(ACME, List.of(staff), List.of(alice), SOMEBODY);
    directory.directory.groupsOf(ACME, alice.id());

    directory.memberships.remove(ACME, staff, alice, SOMEBODY);

    assertEquals(Set.of(), directory.directory.groupsOf(ACME, alice.id()));
  }

  @DatabaseTest
  void rejectsNestingGroupInItself(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var group = directory.group("Staff");

    var refusal =
        assertThrows(
            ApiException.class, () -> directory.groups.nest(ACME, group, List.of(group), SOMEBODY));

    assertEquals(409, refusal.status());
  }

  @DatabaseTest
  void rejectsIndirectCycle(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var a = directory.group("A");
    var b = directory.group("B");
    var c = directory.group("C");
    directory.groups.nest(ACME, a, List.of(b), SOMEBODY);
    directory.groups.nest(ACME, b, List.of(c), SOMEBODY);

    assertThrows(ApiException.class, () -> directory.groups.nest(ACME, c, List.of(a), SOMEBODY));
  }

  /** Each alone is fine; both together are a cycle. */
  @DatabaseTest
  void rejectsConcurrentNestingsFormingCycle(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    for (int round = 0; round < 10; round++) {
      var a = directory.group("A" + round);
      var b = directory.group("B" + round);
      var one = CompletableFuture.runAsync(() -> nest(directory, a, b));
      var other = CompletableFuture.runAsync(() -> nest(directory, b, a));
      CompletableFuture.allOf(one, other).join();

      var inA = directory.nestings.children(ACME.id(), a.id()).size();
      var inB = directory.nestings.children(ACME.id(), b.id()).size();
      assertEquals(1, inA + inB);
    }
  }

  @DatabaseTest
  void ignoresGroupOfAnotherTenant(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var theirs =
        directory.groups.create(GLOBEX, "Theirs", Optional.empty(), Optional.empty(), SOMEBODY);
    var alice = directory.user("alice@x.example");

    directory.memberships.add(ACME, List.of(theirs), List.of(alice), SOMEBODY);

    assertEquals(Set.of(), directory.directory.groupsOf(ACME, alice.id()));
  }

  @DatabaseTest
  void addsMembershipIdempotently(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var staff = directory.group("Staff");
    var alice = directory.user("alice@x.example");
    directory.memberships.add(ACME, List.of(staff), List.of(alice), SOMEBODY);
    directory.memberships.add(ACME, List.of(staff), List.of(alice), SOMEBODY);

    assertEquals(1L, directory.memberships.count(ACME, List.of(staff)).get(staff.id()));
  }

  @DatabaseTest
  void replacesGroupsOfUser(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var old = directory.group("Old");
    var wanted = directory.group("New");
    var alice = directory.user("alice@x.example");
    directory.memberships.add(ACME, List.of(old), List.of(alice), SOMEBODY);

    directory.memberships.replace(ACME, alice, List.of(wanted), SOMEBODY);

    assertEquals(Set.of(wanted.id()), directory.directory.groupsOf(ACME, alice.id()));
  }

  @DatabaseTest
  void removesDeletedGroupFromMembers(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var staff = directory.group("Staff");
    var alice = directory.user("alice@x.example");
    directory.memberships.add(ACME, List.of(staff), List.of(alice), SOMEBODY);
    directory.directory.groupsOf(ACME, alice.id());

    directory.groups.delete(ACME, staff.id(), OptionalLong.empty(), SOMEBODY);

    assertEquals(Set.of(), directory.directory.groupsOf(ACME, alice.id()));
  }

  @DatabaseTest
  void removesRolesOfDeletedGroup(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var staff = directory.group("Staff");
    directory.roles.assign(ACME, staff.subject(), List.of("editor"));

    directory.groups.delete(ACME, staff.id(), OptionalLong.empty(), SOMEBODY);

    assertEquals(List.of(), directory.roles.rolesOf(ACME, staff.subject()));
  }

  private static void nest(DirectoryFixture directory, UserGroup parent, UserGroup child) {
    try {
      directory.groups.nest(ACME, parent, List.of(child), SOMEBODY);
    } catch (ApiException lost) {
      // the other one won
    }
  }
}
