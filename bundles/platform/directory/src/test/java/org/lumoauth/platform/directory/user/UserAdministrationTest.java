/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.directory.DirectoryFixture.ACME;
import static org.lumoauth.platform.directory.DirectoryFixture.GLOBEX;
import static org.lumoauth.platform.directory.DirectoryFixture.SOMEBODY;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.directory.PostalAddress;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.directory.profile.AdditionalUserClaims;
import org.lumoauth.platform.directory.profile.UserProfile;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class UserAdministrationTest {

  @DatabaseTest
  void listsSearchCandidatesInIdOrder(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var ids = new TreeSet<String>();
    for (int i = 0; i < 5; i++) {
      ids.add(directory.user("u" + i + "@x.example").id());
    }
    var candidates = new UserSearchCandidateProvider(directory.users);
    var sorted = List.copyOf(ids);

    assertEquals(sorted, candidates.subjects(ACME, "user", Optional.empty(), 10));
    assertEquals(
        sorted.subList(2, 4), candidates.subjects(ACME, "user", Optional.of(sorted.get(1)), 2));
    assertEquals(List.of(), candidates.subjects(ACME, "agent", Optional.empty(), 10));
    assertEquals(List.of(), candidates.subjects(GLOBEX, "user", Optional.empty(), 10));
  }

  @DatabaseTest
  void rejectsDuplicateEmail(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    directory.user("alice@x.example");

    var refusal = assertThrows(ApiException.class, () -> directory.user("alice@x.example"));

    assertEquals("duplicate_resource", refusal.code());
  }

  @DatabaseTest
  void rejectsInvalidEmail(TestDatabase database) {
    var directory = new DirectoryFixture(database);

    assertEquals(422, assertThrows(ApiException.class, () -> directory.user("alice")).status());
  }

  @DatabaseTest
  void isolatesTenants(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var id = directory.user("alice@x.example").id();

    assertEquals(
        404, assertThrows(ApiException.class, () -> directory.admin.get(GLOBEX, id)).status());
  }

  @DatabaseTest
  void findsUserByUsernameOnlyInItsTenant(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var id = directory.user("alice@x.example").id();
    directory.users.update(
        ACME.id(),
        id,
        OptionalLong.empty(),
        account -> account.with(named("alice@x.example", "alice")),
        (was, is) -> directory.events.prepare());

    assertEquals(Optional.of(id), directory.directory.findByUsername(ACME, "alice").map(User::id));
    assertEquals(Optional.empty(), directory.directory.findByUsername(ACME, "Alice"));
    assertEquals(Optional.empty(), directory.directory.findByUsername(GLOBEX, "alice"));
  }

  @DatabaseTest
  void storesPasswordHash(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var profile = UserProfile.of("alice@x.example", Optional.empty(), false);
    var password = Optional.of("correct horse battery");

    var user = directory.admin.create(ACME, profile, password, SOMEBODY);

    assertEquals(
        Optional.of("yrettab esroh tcerroc"),
        directory.users.passwords().find(ACME.id(), user.id()));
  }

  @DatabaseTest
  void readsPasswordHashOnlyInItsTenant(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("alice@x.example");
    directory.admin.password(ACME, user.id(), "correct horse battery", SOMEBODY);

    assertEquals(Optional.empty(), directory.users.passwords().find(GLOBEX.id(), user.id()));
  }

  @DatabaseTest
  void replacesAPassword(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("alice@x.example");
    directory.admin.password(ACME, user.id(), "correct horse battery", SOMEBODY);
    directory.admin.password(ACME, user.id(), "mauve otter lamp", SOMEBODY);

    assertEquals(
        Optional.of("pmal retto evuam"), directory.users.passwords().find(ACME.id(), user.id()));
  }

  @DatabaseTest
  void disablesBlockedUserImmediately(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("alice@x.example");
    directory.directory.known(ACME, user.id());

    directory.admin.block(ACME, user.id(), true, SOMEBODY);

    assertEquals(SubjectStatus.DISABLED, directory.directory.known(ACME, user.id()).status());
  }

  @DatabaseTest
  void enablesUnblockedUser(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("alice@x.example");
    directory.admin.block(ACME, user.id(), true, SOMEBODY);
    directory.admin.block(ACME, user.id(), false, SOMEBODY);

    assertEquals(SubjectStatus.ENABLED, directory.directory.known(ACME, user.id()).status());
  }

  @DatabaseTest
  void publishesBlockOfUser(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("alice@x.example");

    directory.admin.block(ACME, user.id(), true, SOMEBODY);

    assertTrue(directory.events.published("subject.disabled", user.id()));
  }

  @DatabaseTest
  void rollsBackABlockWhoseTokensCannotBeRevoked(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("alice@x.example");
    directory.neighbours.tokens = null;

    var refusal =
        assertThrows(
            ApiException.class, () -> directory.admin.block(ACME, user.id(), true, SOMEBODY));

    assertEquals("platform-tokens", refusal.details().get("module"));
  }

  @DatabaseTest
  void removesRolesOfDeletedUser(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("alice@x.example");
    directory.roles.assign(ACME, user.subject(), List.of("editor"));

    directory.admin.delete(ACME, user.id(), OptionalLong.empty(), SOMEBODY);

    assertEquals(List.of(), directory.roles.rolesOf(ACME, user.subject()));
  }

  @DatabaseTest
  void reportsDeletedUserAsUnknown(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("alice@x.example");
    directory.directory.known(ACME, user.id());

    directory.admin.delete(ACME, user.id(), OptionalLong.empty(), SOMEBODY);

    assertEquals(SubjectStatus.UNKNOWN, directory.directory.known(ACME, user.id()).status());
  }

  @DatabaseTest
  void rejectsStaleVersion(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("alice@x.example");
    directory.admin.markVerified(ACME, user.id(), SOMEBODY);

    var refusal =
        assertThrows(
            ApiException.class,
            () ->
                directory.admin.change(
                    ACME,
                    user.id(),
                    OptionalLong.of(user.version()),
                    UserProfile::withVerifiedEmail,
                    SOMEBODY));

    assertEquals(412, refusal.status());
  }

  @DatabaseTest
  void acceptsCurrentVersion(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("alice@x.example");

    var changed =
        directory.admin.change(
            ACME,
            user.id(),
            OptionalLong.of(user.version()),
            UserProfile::withVerifiedEmail,
            SOMEBODY);

    assertTrue(changed.profile().emailVerified());
  }

  @DatabaseTest
  void changesVersionOnUpdate(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("alice@x.example");

    var changed = directory.admin.markVerified(ACME, user.id(), SOMEBODY);

    assertEquals(directory.admin.get(ACME, user.id()).version(), changed.version());
    assertNotEquals(user.version(), changed.version());
  }

  @DatabaseTest
  void auditsEveryChange(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("alice@x.example");
    directory.admin.markVerified(ACME, user.id(), SOMEBODY);
    directory.admin.password(ACME, user.id(), "correct horse battery", SOMEBODY);
    directory.admin.block(ACME, user.id(), true, SOMEBODY);
    directory.admin.delete(ACME, user.id(), OptionalLong.empty(), SOMEBODY);

    assertEquals(
        List.of(
            "user.created",
            "user.updated",
            "user.password_changed",
            "user.blocked",
            "user.deleted"),
        directory.audit.actions(ACME.id()));
  }

  @DatabaseTest
  void doesNotAuditPassword(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("alice@x.example");
    directory.admin.password(ACME, user.id(), "correct horse battery", SOMEBODY);

    assertFalse(directory.audit.of(ACME.id()).toString().contains("horse"));
  }

  @DatabaseTest
  void listsOnlyUsersOfTenant(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    directory.user("alice@x.example");

    assertEquals(0, directory.admin.list(GLOBEX, UserFilter.ALL, PageRequest.first()).total());
  }

  @DatabaseTest
  void listsTheMembersOfAGroup(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var alice = directory.user("alice@x.example");
    directory.user("bob@x.example");
    var group = directory.group("Staff");
    directory.memberships.add(ACME, List.of(group), List.of(alice), SOMEBODY);

    var members = directory.memberships.membersOf(ACME, group, PageRequest.first());

    assertEquals(List.of(alice.id()), members.map(UserAccount::id).items());
  }

  @DatabaseTest
  void listsBlockedUsers(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    directory.user("alice@x.example");
    var bob = directory.user("bob@x.example");
    directory.admin.block(ACME, bob.id(), true, SOMEBODY);

    assertEquals(
        List.of(bob.id()),
        directory.admin.list(ACME, barred(), PageRequest.first()).map(UserAccount::id).items());
  }

  @DatabaseTest
  void filtersUsersByIds(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    directory.user("alice@x.example");
    var bob = directory.user("bob@x.example");
    var these =
        new UserFilter(
            Optional.empty(), Optional.of(Set.of(bob.id())), Optional.empty(), Optional.of(true));

    assertEquals(1, directory.admin.list(ACME, these, PageRequest.first()).total());
  }

  @DatabaseTest
  void searchesCaseInsensitively(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    directory.user("Alice@x.example");
    var page = new PageRequest(1, 25, Optional.of("aLiCe"), Optional.of("email"), true);

    assertEquals(1, directory.admin.list(ACME, UserFilter.ALL, page).total());
  }

  @DatabaseTest
  void doesNotEraseOtherTenants(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    directory.user("alice@x.example");
    directory.directory.erase(GLOBEX.id());

    assertEquals(1, directory.admin.list(ACME, UserFilter.ALL, PageRequest.first()).total());
  }

  @DatabaseTest
  void erasesUsersOfTenant(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    directory.user("alice@x.example");
    directory.directory.erase(ACME.id());

    assertEquals(0, directory.admin.list(ACME, UserFilter.ALL, PageRequest.first()).total());
  }

  private static UserFilter barred() {
    return new UserFilter(Optional.empty(), Optional.empty(), Optional.of(true), Optional.empty());
  }

  private static UserProfile named(String email, String username) {
    Optional<String> none = Optional.empty();
    return new UserProfile(
        email,
        Optional.of(username),
        none,
        none,
        none,
        none,
        false,
        none,
        false,
        true,
        none,
        none,
        PostalAddress.NONE,
        Map.of(),
        AdditionalUserClaims.NONE);
  }
}
