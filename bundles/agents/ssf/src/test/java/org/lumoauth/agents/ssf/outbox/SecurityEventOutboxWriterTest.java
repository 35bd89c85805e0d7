/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.ssf.SsfBundleFixture.ACME;
import static org.lumoauth.agents.ssf.SsfBundleFixture.ADA;
import static org.lumoauth.agents.ssf.SsfBundleFixture.ADMIN;
import static org.lumoauth.agents.ssf.SsfBundleFixture.BOB;
import static org.lumoauth.agents.ssf.SsfBundleFixture.GLOBEX;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.lumoauth.agents.ssf.SsfBundleFixture;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.stream.StreamDeliveryMethod;
import org.lumoauth.agents.ssf.stream.StreamStatus;
import org.lumoauth.agents.ssf.subject.SubjectIdentifier;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class SecurityEventOutboxWriterTest {

  @DatabaseTest
  void laysOutWhatHappenedAfterTheStreamWasMadeInItsOrder(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    room.passwordChanged(ACME, ADA);
    var stream = room.polled(ACME);
    room.passwordChanged(ACME, BOB);
    room.record(ACME, "token.issued", AuditOutcome.SUCCESS, "client", "cli_1", Map.of());
    room.record(ACME, "user.blocked", AuditOutcome.SUCCESS, "user", ADA, Map.of());

    assertTrue(room.fanOut.run(ACME));

    List<String> waiting = room.waiting(stream);
    assertEquals(3, waiting.size());
    assertTrue(waiting.get(0).contains("credential-change") && waiting.get(0).contains(BOB));
    assertTrue(waiting.get(1).contains("session-revoked") && waiting.get(1).contains(ADA));
    assertTrue(waiting.get(2).contains("account-disabled"));
  }

  @DatabaseTest
  void laysOutNothingTwice(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    var stream = room.polled(ACME);
    room.passwordChanged(ACME, ADA);
    room.fanOut.run(ACME);

    assertFalse(room.fanOut.run(ACME));

    assertEquals(1, room.waiting(stream).size());
  }

  @DatabaseTest
  void twoServersLayOutEachEventOnce(TestDatabase database) throws Exception {
    var room = new SsfBundleFixture(database);
    var stream = room.polled(ACME);
    for (int i = 0; i < 300; i++) {
      room.passwordChanged(ACME, "usr_" + i);
    }
    ExecutorService servers = Executors.newFixedThreadPool(4);
    var start = new CountDownLatch(1);
    List<Future<Boolean>> running = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      running.add(
          servers.submit(
              () -> {
                start.await();
                return room.fanOut.run(ACME);
              }));
    }
    start.countDown();
    for (Future<Boolean> each : running) {
      each.get(60, TimeUnit.SECONDS);
    }
    servers.shutdown();

    List<String> waiting = room.waiting(stream);
    assertEquals(300, waiting.size());
    assertEquals(300, new HashSet<>(waiting).size());
    for (int i = 0; i < 300; i++) {
      assertTrue(waiting.get(i).contains("\"usr_" + i + "\""), waiting.get(i));
    }
  }

  @DatabaseTest
  void keepsTenantsApart(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    var ours = room.polled(ACME);
    var theirs = room.polled(GLOBEX);
    room.passwordChanged(GLOBEX, ADA);

    room.fanOut.run(ACME);
    room.fanOut.run(GLOBEX);

    assertEquals(List.of(), room.waiting(ours));
    assertEquals(1, room.waiting(theirs).size());
  }

  @DatabaseTest
  void holdsForAPausedStreamAndForgetsForADisabledOne(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    var paused = room.polled(ACME);
    var disabled = room.polled(ACME);
    room.streams.changeStatus(ACME, paused, StreamStatus.PAUSED, "", ADMIN);
    room.streams.changeStatus(ACME, disabled, StreamStatus.DISABLED, "", ADMIN);
    room.passwordChanged(ACME, ADA);

    room.fanOut.run(ACME);

    assertEquals(List.of(), room.waiting(paused), "nothing goes out");
    room.streams.changeStatus(ACME, room.now(paused), StreamStatus.ENABLED, "", ADMIN);
    room.streams.changeStatus(ACME, room.now(disabled), StreamStatus.ENABLED, "", ADMIN);
    room.fanOut.run(ACME);
    assertEquals(1, room.waiting(paused).size());
    assertEquals(List.of(), room.waiting(disabled));
  }

  @DatabaseTest
  void saysNoMoreThanItHasTo(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    var stream = room.polled(ACME);
    room.passwordChanged(ACME, ADA);

    room.fanOut.run(ACME);

    String claims = room.waiting(stream).get(0);
    assertFalse(claims.contains("\"sub\":\"usr_admin\""), "who did it is not told");
    assertFalse(claims.contains("ada@example.com"));
    assertFalse(claims.contains("\"exp\""));
    assertTrue(claims.contains("\"aud\":\"" + SsfBundleFixture.CLIENT + "\""));
    assertTrue(claims.contains("\"iss\":\"" + ACME.issuer() + "\""));
  }

  @DatabaseTest
  void namesUsersByTheirProvenAddressWhereTheTenantWantsThat(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    room.settings.change(ACME, "ssf", Map.of("subjectFormat", "email"));
    var stream = room.polled(ACME);
    room.passwordChanged(ACME, ADA);

    room.fanOut.run(ACME);

    assertTrue(
        room.waiting(stream)
            .get(0)
            .contains(
                """
                "sub_id":{"format":"email","email":"ada@example.com"}"""));
  }

  @DatabaseTest
  void tellsNothingOfASubjectThatTheReceiverRemoved(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    var stream = room.polled(ACME);
    want(room, stream, SubjectIdentifier.email("ADA@example.com"), false, 1);
    room.passwordChanged(ACME, ADA);
    room.passwordChanged(ACME, BOB);

    room.fanOut.run(ACME);

    assertEquals(1, room.waiting(stream).size());
    assertTrue(room.waiting(stream).get(0).contains(BOB));
  }

  @DatabaseTest
  void tellsOnlyOfAddedSubjectsWhereNobodyIsOneFromTheBeginning(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    room.settings.change(ACME, "ssf", Map.of("defaultSubjects", "NONE"));
    var stream = room.polled(ACME);
    want(room, stream, SubjectIdentifier.issSub(ACME.issuer(), ADA), true, 1);
    want(room, stream, SubjectIdentifier.issSub("https://else.example", BOB), true, 1);
    room.passwordChanged(ACME, ADA);
    room.passwordChanged(ACME, BOB);

    room.fanOut.run(ACME);

    assertEquals(1, room.waiting(stream).size());
    assertTrue(room.waiting(stream).get(0).contains(ADA));
  }

  @DatabaseTest
  void goesByWhatTheReceiverSaidLast(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    var stream = room.polled(ACME);
    want(room, stream, SubjectIdentifier.opaque(ADA), false, 1);
    want(room, stream, SubjectIdentifier.email("ada@example.com"), true, 2);
    room.passwordChanged(ACME, ADA);

    room.fanOut.run(ACME);

    assertEquals(1, room.waiting(stream).size());
  }

  @DatabaseTest
  void tellsAClientAloneOfAConsentThatItHad(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    room.client(ACME, "cli_other", Map.of());
    var stream = room.polled(ACME);
    var other = room.stream(ACME, "cli_other", StreamDeliveryMethod.POLLED);
    room.record(
        ACME,
        "consent.revoked",
        AuditOutcome.SUCCESS,
        "consent",
        "con_1",
        Map.of("user", ADA, "client_id", SsfBundleFixture.CLIENT));

    room.fanOut.run(ACME);

    assertEquals(1, room.waiting(stream).size());
    assertEquals(List.of(), room.waiting(other));
  }

  @DatabaseTest
  void waitsWhileNobodyCanNameAUserToAPairwiseClient(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    room.client(ACME, "cli_pairwise", Map.of("subject_type", "pairwise"));
    var stream = room.stream(ACME, "cli_pairwise", StreamDeliveryMethod.POLLED);
    room.passwordChanged(ACME, ADA);

    assertEquals(503, assertThrows(ApiException.class, () -> room.fanOut.run(ACME)).status());

    assertEquals(List.of(), room.waiting(stream));
    room.client(ACME, "cli_pairwise", Map.of()); // now it may be named
    room.fanOut.run(ACME);
    assertEquals(1, room.waiting(stream).size());
  }

  @DatabaseTest
  void disablesAStreamForWhichTooMuchWaitsAndSaysSo(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    var stream = room.polled(ACME);
    fill(room, stream);
    room.passwordChanged(ACME, ADA);

    room.fanOut.run(ACME);

    assertEquals(StreamStatus.DISABLED, room.now(stream).status());
    List<String> waiting = room.waiting(stream);
    assertEquals(1, waiting.size());
    assertTrue(waiting.get(0).contains("stream-updated"));
    assertTrue(waiting.get(0).contains("\"status\":\"disabled\""));
    assertEquals("ssf_stream.stopped", room.log.last(ACME.id()).event().action());
  }

  private static void fill(SsfBundleFixture room, EventStream stream) {
    room.unit.jdbc(
        connection -> {
          try (var insert =
              connection.prepareStatement(
                  "insert into ssf_event (tenant_id, stream_id, jti, place_no, of_stream, claims,"
                      + " created_us) values (?, ?, ?, 1, false, '{}', 1)")) {
            for (int i = 0; i < SecurityEventOutboxWriter.MOST_WAITING; i++) {
              insert.setString(1, stream.tenantId());
              insert.setString(2, stream.id());
              insert.setString(3, "set_" + i);
              insert.addBatch();
            }
            insert.executeBatch();
          }
          return null;
        });
  }

  private static void want(
      SsfBundleFixture room,
      EventStream stream,
      SubjectIdentifier who,
      boolean added,
      long second) {
    room.subjects.put(ACME.id(), stream.id(), who.hash(), added, 10, Instant.ofEpochSecond(second));
  }
}
