/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.directory.DirectoryFixture.ACME;
import static org.lumoauth.platform.directory.DirectoryFixture.GLOBEX;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class StoredUserPasswordServiceTest {
  private static final char[] RIGHT = "mauve otter lamp".toCharArray();
  private static final char[] WRONG = "mauve otter lamb".toCharArray();

  @DatabaseTest
  void verifiesUserPassword(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("alice@x.example");
    directory.passwords.setPassword(ACME, user.id(), RIGHT);

    assertTrue(directory.passwords.matches(ACME, user.id(), RIGHT));
    assertFalse(directory.passwords.matches(ACME, user.id(), WRONG));
    assertFalse(directory.passwords.matches(GLOBEX, user.id(), RIGHT));
  }

  @DatabaseTest
  void hashesForUsersWithoutPasswordAndUnknownUsers(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("alice@x.example");

    assertFalse(directory.passwords.matches(ACME, user.id(), RIGHT));
    assertFalse(directory.passwords.matches(ACME, "usr_nobody", RIGHT));
    assertFalse(directory.passwords.matches(ACME, "", "x".repeat(5000).toCharArray()));

    assertEquals(3, directory.hasher.compared);
  }

  @DatabaseTest
  void upgradesWeakHash(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("alice@x.example");
    directory
        .users
        .passwords()
        .replace(ACME.id(), user.id(), "weak:pmal retto evuam", directory.events.prepare());
    directory.hasher.weak = "weak:pmal retto evuam";

    assertTrue(directory.passwords.matches(ACME, user.id(), RIGHT));

    assertEquals(
        Optional.of("pmal retto evuam"), directory.users.passwords().find(ACME.id(), user.id()));
  }

  @DatabaseTest
  void rehashDoesNotOverwriteChangedPassword(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("alice@x.example");
    directory.users.passwords().replace(ACME.id(), user.id(), "newer", directory.events.prepare());

    directory.users.passwords().renew(ACME.id(), user.id(), "older", "older, made anew");

    assertEquals(Optional.of("newer"), directory.users.passwords().find(ACME.id(), user.id()));
  }

  @DatabaseTest
  void publishesAndAuditsPasswordChange(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("alice@x.example");

    directory.passwords.setPassword(ACME, user.id(), RIGHT);

    assertTrue(directory.events.published("user.password-changed", user.id()));
    assertTrue(directory.audit.actions(ACME.id()).contains("user.password_changed"));
  }

  @DatabaseTest
  void rejectsPasswordViolatingPolicy(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var user = directory.user("alice@x.example");

    var refusal =
        assertThrows(
            ApiException.class,
            () -> directory.passwords.setPassword(ACME, user.id(), "password".toCharArray()));

    assertEquals(422, refusal.status());
    assertFalse(directory.passwords.hasPassword(ACME, user.id()));
  }

  @DatabaseTest
  void reportsPolicyViolationsForNewUser(TestDatabase database) {
    var directory = new DirectoryFixture(database);

    assertEquals(
        List.of("directory.password.personal"),
        directory.passwords.findPolicyViolations(
            ACME, "marmaduke.jones@x.example", "marmaduke.jones7".toCharArray()));
  }
}
