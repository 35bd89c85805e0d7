/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.ssf.SsfBundleFixture.ACME;
import static org.lumoauth.agents.ssf.SsfBundleFixture.ADA;
import static org.lumoauth.agents.ssf.SsfBundleFixture.BOB;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.ssf.SsfBundleFixture;
import org.lumoauth.agents.ssf.stream.StreamDeliveryMethod;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class PollDeliveryServiceTest {

  private SsfBundleFixture room;
  private PollDeliveryService polling;

  private void open(TestDatabase database) {
    room = new SsfBundleFixture(database);
    polling =
        new PollDeliveryService(room.store, room.outbox, room.owners, room.tokens, room.counters);
  }

  private List<String> ids(String stream, int most) {
    return polling
        .answer(ACME, stream, most)
        .map(answer -> List.copyOf(((Map<?, ?>) answer.get("sets")).keySet()))
        .orElse(List.of())
        .stream()
        .map(String::valueOf)
        .toList();
  }

  @DatabaseTest
  void givesTheSameAgainUntilItIsAcknowledged(TestDatabase database) {
    open(database);
    var stream = room.polled(ACME);
    room.passwordChanged(ACME, ADA);
    room.passwordChanged(ACME, BOB);
    room.fanOut.run(ACME);
    List<String> first = ids(stream.id(), 1);
    assertEquals(true, polling.answer(ACME, stream.id(), 1).orElseThrow().get("moreAvailable"));
    assertEquals(first, ids(stream.id(), 1));

    polling.acknowledge(stream, EventPollRequest.read(Map.of("ack", first)));

    assertEquals(1, ids(stream.id(), 9).size());
    assertTrue(Collections.disjoint(first, ids(stream.id(), 9)));
  }

  /** RFC 8936 section 2.3: who only acknowledges hears that there is more. */
  @DatabaseTest
  void reportsWaitingEventsToAPollWithMaxEventsZero(TestDatabase database) {
    open(database);
    var stream = room.polled(ACME);
    assertEquals(Optional.empty(), polling.answer(ACME, stream.id(), 0));
    room.passwordChanged(ACME, ADA);
    room.fanOut.run(ACME);

    assertEquals(
        Map.of("sets", Map.of(), "moreAvailable", true),
        polling.answer(ACME, stream.id(), 0).orElseThrow());
  }

  @DatabaseTest
  void dropsWhatTheReceiverCallsWrong(TestDatabase database) {
    open(database);
    var stream = room.polled(ACME);
    room.passwordChanged(ACME, ADA);
    room.fanOut.run(ACME);
    String jti = ids(stream.id(), 1).get(0);

    polling.acknowledge(
        stream,
        EventPollRequest.read(Map.of("setErrs", Map.of(jti, Map.of("err", "invalid_request")))));

    assertEquals(List.of(), ids(stream.id(), 9));
  }

  @DatabaseTest
  void takesNoAcknowledgementOfAnotherStreamsEvent(TestDatabase database) {
    open(database);
    var stream = room.polled(ACME);
    var other = room.polled(ACME);
    room.passwordChanged(ACME, ADA);
    room.fanOut.run(ACME);
    List<String> ids = ids(stream.id(), 1);
    Map<String, Object> errors = new HashMap<>();
    ids.forEach(id -> errors.put(id, Map.of("err", "x")));

    polling.acknowledge(other, EventPollRequest.read(Map.of("ack", ids, "setErrs", errors)));

    assertEquals(ids, ids(stream.id(), 1));
  }

  @DatabaseTest
  void givesNothingOfAPushedStreamNorToAnOwnerWhoMayNotReceive(TestDatabase database) {
    open(database);
    var pushed = room.pushed(ACME);
    var polled = room.stream(ACME, SsfBundleFixture.CLIENT, StreamDeliveryMethod.POLLED);
    room.passwordChanged(ACME, ADA);
    room.fanOut.run(ACME);
    room.known.disabled(ACME, new SubjectRef(SubjectRef.CLIENT, SsfBundleFixture.CLIENT));

    assertEquals(Optional.empty(), polling.answer(ACME, polled.id(), 9));
    room.known.with(ACME, new SubjectRef(SubjectRef.CLIENT, SsfBundleFixture.CLIENT));
    assertEquals(Optional.empty(), polling.answer(ACME, pushed.id(), 9));
    assertTrue(polling.answer(ACME, polled.id(), 9).isPresent());
  }

  /** So that a poll that waits is answered when its stream is removed. */
  @DatabaseTest
  void saysThatAStreamIsNotThereAnyMore(TestDatabase database) {
    open(database);
    var stream = room.polled(ACME);
    room.streams.delete(ACME, stream, SsfBundleFixture.ADMIN);

    assertEquals(
        404, assertThrows(ApiException.class, () -> polling.answer(ACME, stream.id(), 9)).status());
  }

  @Test
  void rejectsMalformedPollRequests() {
    for (Map<String, Object> body :
        List.<Map<String, Object>>of(
            Map.of("maxEvents", -1),
            Map.of("maxEvents", "5"),
            Map.of("ack", "set_1"),
            Map.of("ack", Collections.nCopies(1_001, "set_1")),
            Map.of("returnImmediately", "yes"),
            Map.of("setErrs", Map.of("set_1", "wrong")),
            Map.of("more", 1))) {
      assertEquals(
          400,
          assertThrows(ApiException.class, () -> EventPollRequest.read(body), body.toString())
              .status());
    }
  }

  @Test
  void limitsPollToHundredEvents() {
    assertEquals(100, EventPollRequest.read(Map.of()).most());
    assertEquals(100, EventPollRequest.read(Map.of("maxEvents", 5_000)).most());
    assertEquals(0, EventPollRequest.read(Map.of("maxEvents", 0)).most());
  }
}
