/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.directory.DirectoryFixture.ACME;
import static org.lumoauth.platform.directory.DirectoryFixture.SOMEBODY;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.platform.directory.profile.UserProfile;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/**
 * The event of a change that reduces a user's permissions is written in the transaction of the
 * change.
 */
class DirectoryChangeEventTest {
  private static final String OLD = "mauve otter lamp";
  private static final String NEW = "quite another row of words";

  @DatabaseTest
  void writesEventsInChangeTransaction(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var id = directory.user("alice@x.example").id();

    directory.admin.password(ACME, id, OLD, SOMEBODY);
    directory.admin.block(ACME, id, true, SOMEBODY);
    directory.admin.change(
        ACME, id, OptionalLong.empty(), DirectoryChangeEventTest::stopped, SOMEBODY);
    directory.admin.delete(ACME, id, OptionalLong.empty(), SOMEBODY);

    assertEquals(
        List.of(
            new DomainEvent("user.password-changed", ACME.id(), id),
            new DomainEvent("subject.disabled", ACME.id(), id),
            new DomainEvent("subject.disabled", ACME.id(), id),
            new DomainEvent("subject.deleted", ACME.id(), id)),
        directory.events.written());
    assertTrue(directory.events.published().containsAll(directory.events.written()));
  }

  @DatabaseTest
  void writesNoEventForHarmlessChanges(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var id = directory.user("alice@x.example").id();

    directory.admin.block(ACME, id, false, SOMEBODY);
    directory.admin.markVerified(ACME, id, SOMEBODY);

    assertEquals(List.of(), directory.events.written());
  }

  @DatabaseTest
  void rollsBackPasswordIfEventCannotBeWritten(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var id = directory.user("alice@x.example").id();
    directory.admin.password(ACME, id, OLD, SOMEBODY);
    directory.events.failWrites();

    assertThrows(RuntimeException.class, () -> directory.admin.password(ACME, id, NEW, SOMEBODY));

    assertTrue(directory.passwords.matches(ACME, id, OLD.toCharArray()));
  }

  @DatabaseTest
  void rollsBackUserChangeIfEventCannotBeWritten(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var id = directory.user("alice@x.example").id();
    directory.events.failWrites();

    assertThrows(RuntimeException.class, () -> directory.admin.block(ACME, id, true, SOMEBODY));
    assertThrows(
        RuntimeException.class,
        () -> directory.admin.delete(ACME, id, OptionalLong.empty(), SOMEBODY));

    assertEquals(Optional.empty(), directory.admin.get(ACME, id).blockedAt());
  }

  private static UserProfile stopped(UserProfile profile) {
    return new UserProfile(
        profile.email(),
        profile.username(),
        profile.name(),
        profile.givenName(),
        profile.familyName(),
        profile.picture(),
        profile.emailVerified(),
        profile.phoneNumber(),
        profile.phoneNumberVerified(),
        false,
        profile.locale(),
        profile.zoneinfo(),
        profile.address(),
        profile.localized(),
        profile.further());
  }
}
