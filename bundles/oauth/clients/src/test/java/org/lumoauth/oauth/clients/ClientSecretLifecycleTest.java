/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** The lifecycle of client secrets, and the users who set them. */
class ClientSecretLifecycleTest extends ClientRegistryTestBase {
  @DatabaseTest
  void recordsWhoSetClientCredentials(TestDatabase database) {
    var room = new Room(database);
    var ada = new SubjectRef(SubjectRef.USER, "usr_ada");
    var bob = new SubjectRef(SubjectRef.USER, "usr_bob");
    var eve = new SubjectRef(SubjectRef.USER, "usr_eve");
    var id = room.registry.create(ACME, settings("Robot", true), by(ada)).client().clientId();
    var publicly = room.registry.create(ACME, settings("App", false), by(ada)).client();
    assertEquals(Set.of(ada), room.source.findCredentialSetters(ACME, id));
    assertEquals(Set.of(), room.source.findCredentialSetters(GLOBEX, id));
    assertEquals(Set.of(), room.source.findCredentialSetters(ACME, publicly.clientId()));

    room.registry.rotateSecret(ACME, id, Duration.ZERO, by(bob));
    room.registry.rotateSecret(ACME, id, Duration.ZERO, ADMIN);
    room.registry.change(ACME, id, of -> withScope(of, "more"), by(eve));
    assertEquals(Set.of(ada, bob), room.source.findCredentialSetters(ACME, id));

    room.registry.change(
        ACME, id, of -> of.withAuthenticationMethods(List.of("client_secret_post")), by(eve));
    assertEquals(Set.of(ada, bob, eve), room.source.findCredentialSetters(ACME, id));
  }

  @DatabaseTest
  void retainsSetterOfOldSecretWhileItsTokensLive(TestDatabase database) {
    var room = new Room(database);
    var ada = new SubjectRef(SubjectRef.USER, "usr_ada");
    var id = room.registry.create(ACME, settings("Robot", true), by(ada)).client().clientId();
    var month = Duration.ofDays(30);

    room.registry.rotateSecret(ACME, id, month, ADMIN);

    var setBy = room.store.find(ACME.id(), id).orElseThrow().setBy();
    var rotated = Instant.now();
    assertEquals(
        Set.of("usr_ada"), setBy.settersAt(rotated.plus(month).plus(month).minusSeconds(60)));
    assertEquals(Set.of(), setBy.settersAt(rotated.plus(month).plus(month)));
  }

  private static AuditInitiator by(SubjectRef user) {
    return new AuditInitiator(user, List.of(), Optional.empty());
  }

  @DatabaseTest
  void issuesNoSecretToPublicClient(TestDatabase database) {
    var room = new Room(database);
    var created = room.registry.create(ACME, settings("App", false), ADMIN);
    var id = created.client().clientId();

    assertEquals(Optional.empty(), created.secret());
    assertFalse(room.source.verifySecret(ACME, id, ""));
    assertEquals(
        400,
        assertThrows(
                ApiException.class,
                () -> room.registry.rotateSecret(ACME, id, Duration.ZERO, ADMIN))
            .status());
  }

  @DatabaseTest
  void rejectsOldSecretAfterRotation(TestDatabase database) {
    var room = new Room(database);
    var created = room.registry.create(ACME, settings("Robot", true), ADMIN);
    var id = created.client().clientId();
    var old = created.secret().orElseThrow();
    assertTrue(room.source.verifySecret(ACME, id, old));

    var fresh = room.registry.rotateSecret(ACME, id, Duration.ZERO, ADMIN);

    assertFalse(room.source.verifySecret(ACME, id, old));
    assertTrue(room.source.verifySecret(ACME, id, fresh));
  }

  @DatabaseTest
  void doesNotAuditSecrets(TestDatabase database) {
    var room = new Room(database);
    var created = room.registry.create(ACME, settings("Robot", true), ADMIN);
    var fresh = room.registry.rotateSecret(ACME, created.client().clientId(), Duration.ZERO, ADMIN);
    var text = log.of(ACME.id()).toString();

    assertFalse(text.contains(created.secret().orElseThrow()));
    assertFalse(text.contains(fresh));
  }

  @DatabaseTest
  void acceptsOldSecretDuringRequestedOverlap(TestDatabase database) {
    var room = new Room(database);
    var created = room.registry.create(ACME, settings("Robot", true), ADMIN);
    var id = created.client().clientId();
    var before = created.secret().orElseThrow();
    var now = Instant.now();

    room.registry.rotateSecret(ACME, id, Duration.ofHours(1), ADMIN);

    assertTrue(room.sourceAt(now.plusSeconds(60)).verifySecret(ACME, id, before));
    assertFalse(room.sourceAt(now.plusSeconds(3_700)).verifySecret(ACME, id, before));
  }

  @DatabaseTest
  void rejectsOldSecretImmediatelyByDefault(TestDatabase database) {
    var room = new Room(database);
    var created = room.registry.create(ACME, settings("Robot", true), ADMIN);
    var id = created.client().clientId();

    room.registry.rotateSecret(ACME, id, Duration.ZERO, ADMIN);

    assertFalse(room.source.verifySecret(ACME, id, created.secret().orElseThrow()));
  }

  @DatabaseTest
  void issuesNoSecretToPrivateKeyJwtClient(TestDatabase database) {
    var room = new Room(database);
    var settings = settings("Robot", true).withAuthenticationMethods(List.of("private_key_jwt"));

    assertEquals(Optional.empty(), room.registry.create(ACME, settings, ADMIN).secret());
  }
}
