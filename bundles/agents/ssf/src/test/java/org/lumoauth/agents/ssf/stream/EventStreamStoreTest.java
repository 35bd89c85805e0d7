/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.ssf.SsfBundleFixture.ACME;
import static org.lumoauth.agents.ssf.SsfBundleFixture.ADA;
import static org.lumoauth.agents.ssf.SsfBundleFixture.ADMIN;
import static org.lumoauth.agents.ssf.SsfBundleFixture.GLOBEX;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.agents.ssf.SsfBundleFixture;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class EventStreamStoreTest {

  @DatabaseTest
  void givesBackWhatWasAdded(TestDatabase database) {
    var room = new SsfBundleFixture(database);

    var stream = room.pushed(ACME);

    assertEquals(Optional.of(stream), room.store.find(ACME.id(), stream.id()));
    assertEquals(List.of(stream), room.store.ofOwner(ACME.id(), stream.owner()));
    assertEquals(Optional.empty(), room.store.find(GLOBEX.id(), stream.id()));
    assertEquals(List.of(), room.store.ofTenant(GLOBEX.id()));
  }

  @DatabaseTest
  void keepsTheReceiversSecretEncrypted(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    room.pushed(ACME);

    byte[] kept =
        room.unit
            .jdbc(
                connection ->
                    SqlStatementRunner.first(
                        connection,
                        row -> row.getBytes(1),
                        "select authorization_sealed from ssf_stream"))
            .orElseThrow();

    assertFalse(new String(kept, StandardCharsets.ISO_8859_1).contains("Key 1"));
  }

  @DatabaseTest
  void letsOneOfTwoChangesThrough(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    var stream = room.polled(ACME);
    room.streams.changeStatus(ACME, stream, StreamStatus.PAUSED, "first", ADMIN);

    var late =
        assertThrows(
            ApiException.class,
            () -> room.streams.changeStatus(ACME, stream, StreamStatus.DISABLED, "", ADMIN));

    assertEquals(409, late.status());
    assertEquals("first", room.now(stream).reason());
  }

  @DatabaseTest
  void letsOneOfTwoVerificationsThrough(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    var stream = room.polled(ACME);

    assertTrue(room.store.markVerified(stream, Instant.ofEpochSecond(10)));
    assertFalse(room.store.markVerified(stream, Instant.ofEpochSecond(11)));
  }

  @DatabaseTest
  void removesWhatWaitsWithTheStream(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    var stream = room.polled(ACME);
    room.passwordChanged(ACME, ADA);
    room.fanOut.run(ACME);

    room.streams.delete(ACME, stream, ADMIN);

    assertEquals(List.of(), room.outbox.findQueued(stream, 10));
  }

  @DatabaseTest
  void refusesAnEleventhStreamOfAReceiver(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    for (int i = 0; i < 10; i++) {
      room.polled(ACME);
    }

    assertEquals(409, assertThrows(ApiException.class, () -> room.polled(ACME)).status());
    room.polled(GLOBEX);
  }

  @DatabaseTest
  void recordsWhoMadeChangedAndRemovedAStream(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    var stream = room.pushed(ACME);
    var paused = room.streams.changeStatus(ACME, stream, StreamStatus.PAUSED, "", ADMIN);
    room.streams.delete(ACME, paused, ADMIN);

    assertEquals(
        List.of("ssf_stream.created", "ssf_stream.updated", "ssf_stream.deleted"),
        room.log.actions(ACME.id()));
    assertFalse(room.log.of(ACME.id()).toString().contains("Key 1"));
  }
}
