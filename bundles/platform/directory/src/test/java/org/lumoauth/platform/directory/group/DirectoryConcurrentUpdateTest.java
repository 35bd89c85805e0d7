/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.directory.DirectoryFixture.ACME;
import static org.lumoauth.platform.directory.DirectoryFixture.SOMEBODY;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.race.ConcurrentRunner;

/** Concurrent changes of the same row are all applied, and recorded correctly. */
class DirectoryConcurrentUpdateTest {

  @DatabaseTest
  void appliesEveryConcurrentUserChange(TestDatabase database) throws Exception {
    var directory = new DirectoryFixture(database);
    var id = directory.user("alice@x.example").id();

    ConcurrentRunner.runAll(
        4,
        writer ->
            directory.admin.change(
                ACME,
                id,
                OptionalLong.empty(),
                profile -> profile.withNames(Optional.of("Name " + writer), Optional.empty()),
                SOMEBODY));

    Function<Map<String, Object>, Map<?, ?>> given =
        details -> (Map<?, ?>) details.get("givenName");
    var displaced = recorded(directory, "user.updated", d -> given.apply(d).get("old"));
    displaced.add(directory.admin.get(ACME, id).profile().givenName().orElseThrow());
    var put = recorded(directory, "user.updated", d -> given.apply(d).get("new"));
    put.add("");
    assertEquals(put.stream().sorted().toList(), displaced.stream().sorted().toList());
  }

  @DatabaseTest
  void appliesEveryConcurrentGroupChange(TestDatabase database) throws Exception {
    var directory = new DirectoryFixture(database);
    var id = directory.group("Staff").id();

    ConcurrentRunner.runAll(
        4,
        writer ->
            directory.groups.change(
                ACME, id, OptionalLong.empty(), group -> named(group, writer), SOMEBODY));

    var displaced =
        recorded(directory, "group.updated", d -> ((Map<?, ?>) d.get("old")).get("name"));
    displaced.add(directory.groups.get(ACME, id).name());
    var put = recorded(directory, "group.updated", d -> ((Map<?, ?>) d.get("new")).get("name"));
    put.add("Staff");
    assertEquals(put.stream().sorted().toList(), displaced.stream().sorted().toList());
  }

  @DatabaseTest
  void setsFirstPasswordConcurrently(TestDatabase database) throws Exception {
    var directory = new DirectoryFixture(database);
    for (int round = 0; round < 10; round++) {
      var id = directory.user("alice" + round + "@x.example").id();

      ConcurrentRunner.runAll(
          2,
          writer -> {
            directory
                .users
                .passwords()
                .replace(ACME.id(), id, "hash " + writer, directory.events.prepare());
            return writer;
          });

      var kept = directory.users.passwords().find(ACME.id(), id).orElseThrow();
      assertTrue(Set.of("hash 0", "hash 1").contains(kept), kept);
    }
  }

  @DatabaseTest
  void replacesGroupsOfUserConcurrently(TestDatabase database) throws Exception {
    var directory = new DirectoryFixture(database);
    var staff = directory.group("Staff");
    for (int round = 0; round < 10; round++) {
      var alice = directory.user("alice" + round + "@x.example");

      ConcurrentRunner.runAll(
          2,
          writer -> {
            var into =
                new GroupMembershipAdministration.GroupMembershipChange(List.of(), List.of(staff));
            directory.memberships.change(ACME, alice, List.of(), into, SOMEBODY);
            return writer;
          });

      assertEquals(Set.of(staff.id()), directory.directory.groupsOf(ACME, alice.id()));
    }
  }

  /** Who takes them in another order waits for nobody who waits for them. */
  @DatabaseTest
  void addsUserToManyGroupsConcurrently(TestDatabase database) throws Exception {
    var directory = new DirectoryFixture(database);
    var alice = directory.user("alice@x.example");
    List<UserGroup> groups = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      groups.add(directory.group("Group " + i));
    }
    List<UserGroup> reversed = new ArrayList<>(groups);
    Collections.reverse(reversed);

    ConcurrentRunner.runAll(
        4,
        writer -> {
          var into = writer % 2 == 0 ? groups : reversed;
          directory.memberships.change(
              ACME,
              alice,
              List.of(),
              new GroupMembershipAdministration.GroupMembershipChange(List.of(), into),
              SOMEBODY);
          return writer;
        });

    assertEquals(20, directory.directory.groupsOf(ACME, alice.id()).size());
  }

  private static UserGroup named(UserGroup group, int writer) {
    return new UserGroup(
        group.id(),
        group.slug(),
        "Name " + writer,
        group.description(),
        group.createdAt(),
        group.updatedAt(),
        group.version());
  }

  private static List<String> recorded(
      DirectoryFixture directory, String action, Function<Map<String, Object>, Object> part) {
    return new ArrayList<>(
        directory.audit.of(ACME.id()).stream()
            .map(AuditRecord::event)
            .filter(event -> event.action().equals(action))
            .map(event -> (String) part.apply(event.details()))
            .toList());
  }
}
