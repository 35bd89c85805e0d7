/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.directory.DirectoryFixture.ACME;
import static org.lumoauth.platform.directory.DirectoryFixture.GLOBEX;
import static org.lumoauth.platform.directory.DirectoryFixture.SOMEBODY;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.tenant.PlannedImportItemLookup;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DirectoryTransferSectionsTest {
  private static final Map<String, Object> STAFF =
      Map.of("slug", "staff", "name", "Staff", "roles", List.of("editor"));
  private static final Map<String, Object> WRITERS =
      Map.of("slug", "writers", "name", "Writers", "description", "Write.", "roles", List.of());
  private static final Map<String, Object> ALICE =
      Map.of(
          "email",
          "alice@x.example",
          "name",
          "Alice",
          "emailVerified",
          true,
          "phoneNumberVerified",
          false,
          "isActive",
          true,
          "blocked",
          true,
          "localized",
          Map.of("ja-Kana-JP", Map.of("name", "アリス")),
          "address",
          Map.of("streetAddress", "12 Square\nFlat 2", "country", "UK"),
          "roles",
          List.of("author"),
          "groups",
          List.of("staff"));

  private static final PlannedImportItemLookup NOTHING = (section, key) -> false;

  private static void put(TenantTransferSection section, Map<String, Object> item, boolean exists) {
    section.check(item);
    section.put(ACME, item, exists, SOMEBODY);
  }

  private static GroupsTransferSection groups(DirectoryFixture directory) {
    return new GroupsTransferSection(directory.groups, directory.heldRoles, directory.neighbours);
  }

  private static UsersTransferSection users(DirectoryFixture directory) {
    return new UsersTransferSection(
        directory.admin,
        directory.groups,
        directory.memberships,
        directory.heldRoles,
        directory.neighbours);
  }

  @DatabaseTest
  void exportsImportedItems(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var nesting = new GroupNestingTransferSection(directory.groups);
    Map<String, Object> inside = Map.of("group", "staff", "inside", List.of("writers"));

    put(groups(directory), STAFF, false);
    put(groups(directory), WRITERS, false);
    put(nesting, inside, false);
    put(users(directory), ALICE, false);

    assertEquals(List.of(STAFF, WRITERS), groups(directory).export(ACME));
    assertEquals(List.of(inside), nesting.export(ACME));
    assertEquals(List.of(ALICE), users(directory).export(ACME));
  }

  @DatabaseTest
  void neverEnablesAnImportedBlockedUser(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var seen = new ArrayList<Boolean>();
    directory.events.addListener(
        event ->
            directory
                .directory
                .find(ACME, event.id())
                .ifPresent(user -> seen.add(user.active() && !user.blocked())));

    put(users(directory), user(true, true), false);
    assertEquals(Set.of(false), Set.copyOf(seen));

    put(users(directory), user(false, false), true);
    seen.clear();
    put(users(directory), user(true, true), true);
    assertEquals(Set.of(false), Set.copyOf(seen));
  }

  private static Map<String, Object> user(boolean active, boolean blocked) {
    return Map.of("email", "bob@x.example", "isActive", active, "blocked", blocked);
  }

  @DatabaseTest
  void unblocksUserAfterRolesAreRemoved(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    put(groups(directory), STAFF, false);
    put(users(directory), ALICE, false);
    var alice = directory.admin.get(ACME, "alice@x.example").subject();
    var rolesWhenLetIn = new ArrayList<Integer>();
    directory.events.addListener(
        event ->
            directory
                .directory
                .find(ACME, event.id())
                .filter(user -> user.active() && !user.blocked())
                .ifPresent(
                    user -> rolesWhenLetIn.add(directory.roles.rolesOf(ACME, alice).size())));

    put(
        users(directory),
        Map.of("email", "alice@x.example", "blocked", false, "roles", List.of()),
        true);

    assertEquals(List.of(0), rolesWhenLetIn);
  }

  @DatabaseTest
  void dryRunRejectsUnknownReferences(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    Map<String, Object> group = Map.of("slug", "night", "name", "Night", "roles", List.of("owl"));
    Map<String, Object> user =
        Map.of("email", "bob@x.example", "roles", List.of("owl"), "groups", List.of("night"));
    Map<String, Object> inGroup = Map.of("email", "bob@x.example", "groups", List.of("night"));

    assertEquals(
        "The role owl does not exist in this tenant.",
        refusal(() -> groups(directory).checkReferences(ACME, group, NOTHING)));
    assertEquals(
        "The group night does not exist in this tenant.",
        refusal(() -> users(directory).checkReferences(ACME, user, NOTHING)));
    assertEquals(
        "The role owl does not exist in this tenant.",
        refusal(
            () ->
                users(directory)
                    .checkReferences(ACME, user, (section, key) -> section.equals("groups"))));
    users(directory).checkReferences(ACME, inGroup, (section, key) -> key.equals("night"));
    assertEquals(List.of(), users(directory).export(ACME));
  }

  @DatabaseTest
  void findsEmailsDifferingOnlyInCase(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    directory.user("alice@x.example");
    var section = users(directory);

    assertEquals(
        Optional.of("Alice@x.example"),
        section.findConflictingKey(ACME, Set.of("Alice@x.example", "carol@x.example")));
    assertEquals(
        Optional.of("BOB@x.example"),
        section.findConflictingKey(ACME, Set.of("bob@x.example", "BOB@x.example")));
    assertEquals(
        Optional.empty(),
        section.findConflictingKey(ACME, Set.of("alice@x.example", "bob@x.example")));
    assertEquals(Optional.empty(), section.findConflictingKey(GLOBEX, Set.of("Alice@x.example")));
    assertEquals(Optional.empty(), section.findConflictingKey(ACME, Set.of()));
  }

  @DatabaseTest
  void findsConflictAmongManyKeys(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    directory.user("user1234@x.example");
    var many = new TreeSet<String>();
    IntStream.range(1000, 2500).forEach(number -> many.add("User" + number + "@x.example"));

    assertEquals(
        Optional.of("User1234@x.example"), users(directory).findConflictingKey(ACME, many));
  }

  private static String refusal(Executable work) {
    return assertThrows(ApiException.class, work).getMessage();
  }

  @DatabaseTest
  void updatesUserButNotPassword(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    put(groups(directory), STAFF, false);
    put(users(directory), ALICE, false);
    var id = directory.admin.get(ACME, "alice@x.example").id();
    directory.admin.password(ACME, id, "mauve otter lamp", SOMEBODY);

    put(
        users(directory),
        Map.of("email", "alice@x.example", "name", "Alice L.", "groups", List.of()),
        true);

    assertEquals("Alice L.", users(directory).export(ACME).get(0).get("name"));
    assertEquals(List.of(), users(directory).export(ACME).get(0).get("groups"));
    assertEquals(
        id, directory.admin.get(ACME, "alice@x.example").id(), "the user is another one now");
  }

  @DatabaseTest
  void unblocksUserOnlyIfDocumentSaysSo(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    put(users(directory), Map.of("email", "bob@x.example", "blocked", true), false);

    put(users(directory), Map.of("email", "bob@x.example"), true);
    assertEquals(true, users(directory).export(ACME).get(0).get("blocked"));

    put(users(directory), Map.of("email", "bob@x.example", "blocked", false), true);
    assertEquals(false, users(directory).export(ACME).get(0).get("blocked"));
  }

  @DatabaseTest
  void removesNestingsMissingFromDocument(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var nesting = new GroupNestingTransferSection(directory.groups);
    put(groups(directory), STAFF, false);
    put(groups(directory), WRITERS, false);
    put(nesting, Map.of("group", "staff", "inside", List.of("writers")), false);

    put(nesting, Map.of("group", "staff", "inside", List.of()), true);

    assertEquals(List.of(), nesting.export(ACME));
  }

  @DatabaseTest
  void rejectsPasswordMember(TestDatabase database) {
    var directory = new DirectoryFixture(database);

    assertThrows(
        ApiException.class,
        () ->
            put(
                users(directory),
                Map.of("email", "bob@x.example", "password", "mauve otter lamp"),
                false));
  }

  @DatabaseTest
  void rejectsUnknownGroup(TestDatabase database) {
    var directory = new DirectoryFixture(database);

    assertThrows(ApiException.class, () -> put(users(directory), ALICE, false));
  }
}
