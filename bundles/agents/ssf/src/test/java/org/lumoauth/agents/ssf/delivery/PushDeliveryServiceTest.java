/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.ssf.SsfBundleFixture.ACME;
import static org.lumoauth.agents.ssf.SsfBundleFixture.ADA;
import static org.lumoauth.agents.ssf.SsfBundleFixture.ADMIN;
import static org.lumoauth.agents.ssf.SsfBundleFixture.BOB;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.ssf.SsfBundleFixture;
import org.lumoauth.agents.ssf.stream.StreamStatus;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class PushDeliveryServiceTest {

  /** An answer: a status, or none at all. */
  private record Answer(int status, String body) {}

  private static final Answer FORBIDDEN = new Answer(0, "");
  private static final Duration LONG = Duration.ofHours(1);

  private final List<OutboundRequest> sent = new ArrayList<>();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private SsfBundleFixture room;
  private PushDeliveryScheduleStore schedule;
  private PushDeliveryService pushing;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

  private void open(TestDatabase database) {
    room = new SsfBundleFixture(database);
    schedule = new PushDeliveryScheduleStore(room.unit);
    pushing =
        new PushDeliveryService(
            schedule,
            room.store,
            room.outbox,
            new QueuedEventSender(
                this::answer, room.tokens, room.outbox, room.stops, room.counters),
            room.owners,
            room.tenants,
            () -> now);
  }

  private OutboundResponse answer(OutboundRequest request) throws OutboundException {
    sent.add(request);
    Answer answer = answers.isEmpty() ? new Answer(202, "") : answers.pop();
    if (answer.equals(FORBIDDEN)) {
      throw new OutboundException("a special-use address", true);
    }
    return new OutboundResponse(
        answer.status(), Map.of(), answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private void run(Instant at) {
    schedule.findDue(at, 10).forEach(pushing::run);
  }

  private List<String> bodies() {
    return sent.stream()
        .map(each -> new String(each.body().orElseThrow(), StandardCharsets.US_ASCII))
        .toList();
  }

  private void happens(String... users) {
    for (String user : users) {
      room.passwordChanged(ACME, user);
    }
    room.fanOut.run(ACME);
  }

  @DatabaseTest
  void pushesInOrderWithTheReceiversHeader(TestDatabase database) {
    open(database);
    var stream = room.pushed(ACME);
    happens(ADA, BOB);

    run(now);

    assertEquals(2, sent.size());
    assertTrue(bodies().get(0).startsWith("RS256 {typ=secevent+jwt} "), bodies().get(0));
    assertTrue(bodies().get(0).contains(ADA));
    assertTrue(bodies().get(1).contains(BOB));
    assertEquals("POST", sent.get(0).method());
    assertEquals("https://receiver.example/events", sent.get(0).uri().toString());
    assertEquals("Key 1", sent.get(0).headers().get("Authorization"));
    assertEquals("application/secevent+jwt", sent.get(0).headers().get("Content-Type"));
    assertEquals("application/json", sent.get(0).headers().get("Accept"));
    assertEquals(List.of(), room.waiting(stream));
    run(now.plus(LONG));
    assertEquals(2, sent.size(), "taken once, sent once");
  }

  @DatabaseTest
  void triesTheSameAgainAfterPausesThatGrow(TestDatabase database) {
    open(database);
    room.pushed(ACME);
    happens(ADA, BOB);
    answers.add(new Answer(503, ""));
    answers.add(new Answer(500, ""));

    run(now);
    assertEquals(1, sent.size(), "what comes later waits");
    run(now);
    assertEquals(1, sent.size(), "not at once");
    var due = schedule.findDue(now.plusSeconds(2), 10).get(0);
    assertEquals(1, due.attempts());
    pushing.run(due);
    assertEquals(2, sent.size());
    assertEquals(List.of(), schedule.findDue(now.plusMillis(1_500), 10), "longer now");
    run(now.plus(LONG));

    assertEquals(4, sent.size());
    assertEquals(bodies().get(0), bodies().get(1));
    assertEquals(bodies().get(0), bodies().get(2));
    assertTrue(bodies().get(3).contains(BOB));
  }

  @DatabaseTest
  void goesOnAfterWhatTheReceiverCallsWrong(TestDatabase database) {
    open(database);
    var stream = room.pushed(ACME);
    happens(ADA, BOB);
    answers.add(
        new Answer(
            400,
            """
            {"err":"invalid_key","description":"unknown kid"}"""));

    run(now);

    assertEquals(2, sent.size());
    assertEquals(List.of(), room.waiting(stream));
  }

  @DatabaseTest
  void keepsWhatTheReceiverRefusedForAnotherReason(TestDatabase database) {
    open(database);
    var stream = room.pushed(ACME);
    happens(ADA);
    answers.add(new Answer(400, "{\"err\":\"authentication_failed\"}"));

    run(now);
    answers.add(new Answer(400, "<html>"));
    run(now.plus(LONG));

    assertEquals(1, room.waiting(stream).size());
  }

  @DatabaseTest
  void pausesAStreamWhoseAddressMayNotBeAsked(TestDatabase database) {
    open(database);
    var stream = room.pushed(ACME);
    happens(ADA);
    answers.add(FORBIDDEN);

    run(now);

    assertEquals(StreamStatus.PAUSED, room.now(stream).status());
    assertEquals("The endpoint address is not allowed.", room.now(stream).reason());
    room.streams.changeStatus(ACME, room.now(stream), StreamStatus.ENABLED, "", ADMIN);
    assertEquals(2, room.waiting(stream).size(), "held, with the notice of the pause");
  }

  @DatabaseTest
  void pushesNothingToAnOwnerWhoMayNotReceive(TestDatabase database) {
    open(database);
    var stream = room.pushed(ACME);
    happens(ADA);
    room.known.disabled(ACME, new SubjectRef(SubjectRef.CLIENT, SsfBundleFixture.CLIENT));

    run(now);

    assertEquals(0, sent.size());
    assertEquals(1, room.waiting(stream).size());
  }

  @DatabaseTest
  void pushesNothingWhileThePlaceOfTheTenantIsClosed(TestDatabase database) {
    open(database);
    room.pushed(ACME);
    happens(ADA);
    room.tenants.without(ACME);

    run(now);

    assertEquals(0, sent.size());
  }

  @DatabaseTest
  void leavesAStreamToWhoeverHasIt(TestDatabase database) {
    open(database);
    room.pushed(ACME);
    happens(ADA);
    var due = schedule.findDue(now, 10).get(0);
    assertTrue(schedule.claim(due, now.plusSeconds(60)));

    pushing.run(due);

    assertEquals(0, sent.size());
    assertFalse(schedule.claim(due, now.plusSeconds(60)));
  }

  @DatabaseTest
  void pushesNothingWhilePaused(TestDatabase database) {
    open(database);
    var stream = room.pushed(ACME);
    happens(ADA);
    room.streams.changeStatus(ACME, stream, StreamStatus.PAUSED, "", ADMIN);

    run(now);

    assertEquals(0, sent.size());
  }
}
