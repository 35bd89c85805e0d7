/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.directory.DirectoryFixture.ACME;
import static org.lumoauth.platform.directory.DirectoryFixture.GLOBEX;
import static org.lumoauth.platform.directory.DirectoryFixture.SOMEBODY;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.directory.DirectoryPersistenceUnit;
import org.lumoauth.platform.directory.NativeQueryFactory;
import org.lumoauth.platform.directory.profile.UserProfile;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Nobody gets an address that differs from somebody else's by its case alone. */
class EmailCaseConflictFinderTest {

  private static final List<String> NAMES =
      List.of("twin", "Twin", "tWin", "twIn", "twiN", "TWin", "tWIN", "TWIN");

  @DatabaseTest
  void rejectsEmailDifferingOnlyInCase(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    directory.user("twin@x.example");

    assertTaken(() -> directory.user("Twin@X.example"));
  }

  @DatabaseTest
  void rejectsEmailChangeDifferingOnlyInCase(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    directory.user("twin@x.example");
    var other = directory.user("other@x.example");

    assertTaken(() -> move(directory, other, "TWIN@x.example"));
    assertEquals("other@x.example", directory.admin.get(ACME, other.id()).profile().email());
  }

  @DatabaseTest
  void allowsUserToChangeCaseOfOwnEmail(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("twin@x.example");

    move(directory, user, "Twin@x.example");

    assertEquals("Twin@x.example", directory.admin.get(ACME, user.id()).profile().email());
    assertTaken(() -> directory.user("twin@x.example"));
  }

  @DatabaseTest
  void allowsReuseOfReleasedEmail(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var first = directory.user("twin@x.example");
    move(directory, first, "moved@x.example");

    var second = directory.user("Twin@x.example");
    directory.users.delete(
        ACME.id(), second.id(), OptionalLong.empty(), directory.events.prepare());

    directory.user("TWIN@x.example");
  }

  @DatabaseTest
  void isolatesTenants(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    directory.user("twin@x.example");

    var profile = UserProfile.of("Twin@x.example", Optional.empty(), false);
    var there = directory.admin.create(GLOBEX, profile, Optional.empty(), SOMEBODY);

    assertEquals("Twin@x.example", there.profile().email());
  }

  @DatabaseTest
  void assignsEmailToOneConcurrentUser(TestDatabase database) throws Exception {
    var directory = new DirectoryFixture(database);
    var threads = Executors.newFixedThreadPool(NAMES.size());
    List<Callable<Boolean>> attempts = new ArrayList<>();
    for (String name : NAMES) {
      attempts.add(() -> made(directory, name + "@x.example"));
    }
    try {
      int made = 0;
      for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
        made += attempt.get() ? 1 : 0;
      }

      assertEquals(1, made);
    } finally {
      threads.shutdownNow();
    }
  }

  /** As they were before the table of addresses: two users, the second at the second place. */
  @DatabaseTest
  void preservesExistingUsersWithConflictingEmails(TestDatabase database) {
    var unit = database.open(DirectoryPersistenceUnit.DEFINITION);
    var directory = new DirectoryFixture(database);
    var first = directory.user("twin@x.example");
    var second = directory.user("other@x.example");
    unit.run(
        em -> {
          NativeQueryFactory.createQuery(
                  em,
                  "update directory_user set email = ? where tenant_id = ? and id = ?",
                  "Twin@x.example",
                  ACME.id(),
                  second.id())
              .executeUpdate();
          NativeQueryFactory.createQuery(
                  em,
                  "update directory_address set folded = ?, place = 1"
                      + " where tenant_id = ? and user_id = ?",
                  "twin@x.example",
                  ACME.id(),
                  second.id())
              .executeUpdate();
        });

    directory.users.update(
        ACME.id(),
        second.id(),
        OptionalLong.empty(),
        account -> account.with(account.profile().withVerifiedEmail()),
        (was, is) -> directory.events.prepare());

    assertEquals(first.id(), directory.users.find(ACME.id(), "twin@x.example").get().id());
    assertEquals(second.id(), directory.users.find(ACME.id(), "Twin@x.example").get().id());
    move(directory, first, "moved@x.example");
    assertTaken(() -> directory.user("TWIN@x.example"));
  }

  @DatabaseTest
  void findsUserByEmailCaseInsensitively(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("Twin@X.example");

    assertEquals(Optional.of(user.id()), found(directory, "twin@x.example"));
    assertEquals(Optional.of(user.id()), found(directory, "Twin@X.example"));
    assertEquals(Optional.empty(), found(directory, "twin2@x.example"));
    assertEquals(Optional.empty(), directory.directory.findByEmail(GLOBEX, "twin@x.example"));
  }

  @DatabaseTest
  void doesNotFindUserByUnicodeCaseFolding(TestDatabase database) { // the Kelvin sign
    var directory = new DirectoryFixture(database);
    directory.user("mike@x.example");

    assertEquals(Optional.empty(), found(directory, "mi\u212ae@x.example"));
  }

  @DatabaseTest
  void findsNoUserForAmbiguousEmail(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    directory.user("twin@x.example");
    var second = directory.user("other@x.example");
    var unit = database.open(DirectoryPersistenceUnit.DEFINITION);
    unit.run(
        em ->
            NativeQueryFactory.createQuery(
                    em,
                    "update directory_user set email = ? where tenant_id = ? and id = ?",
                    "Twin@x.example",
                    ACME.id(),
                    second.id())
                .executeUpdate());
    new EmailIndexMigration(unit).run();

    assertEquals(Optional.empty(), found(directory, "TWIN@x.example"));
  }

  @DatabaseTest
  void resolvesUserByIdOrEmailCaseInsensitively(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("Kim@x.example").id();

    for (String text : List.of(user, "Kim@x.example", "kim@x.example", "KIM@X.EXAMPLE")) {
      assertEquals(Optional.of(user), named(directory, text), text);
    }
    directory.user("bob@x.example");
    for (String text : List.of("\u212Aim@x.example", "bob", "kim@y.example")) { // the Kelvin sign
      assertEquals(Optional.empty(), named(directory, text), text);
    }
  }

  private static Optional<String> named(DirectoryFixture directory, String idOrEmail) {
    return directory.directory.findByUserInput(ACME, idOrEmail).map(User::id);
  }

  private static Optional<String> found(DirectoryFixture directory, String email) {
    return directory.directory.findByEmail(ACME, email).map(User::id);
  }

  private static boolean made(DirectoryFixture directory, String email) {
    try {
      directory.user(email);
      return true;
    } catch (ApiException e) {
      assertEquals(409, e.status());
      return false;
    }
  }

  private static void move(DirectoryFixture directory, UserAccount user, String email) {
    directory.admin.change(
        ACME,
        user.id(),
        OptionalLong.empty(),
        before -> UserProfile.of(email, Optional.empty(), false),
        SOMEBODY);
  }

  private static void assertTaken(Executable attempt) {
    assertEquals("duplicate_resource", assertThrows(ApiException.class, attempt).code());
  }
}
