/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.ssf.SsfBundleFixture.ACME;
import static org.lumoauth.agents.ssf.SsfBundleFixture.ADA;
import static org.lumoauth.agents.ssf.SsfBundleFixture.ADMIN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.agents.ssf.SsfBundleFixture;
import org.lumoauth.agents.ssf.stream.StreamDeliveryMethod;
import org.lumoauth.agents.ssf.stream.StreamStatus;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class StreamMaintenanceWorkerTest {

  private static final Duration EIGHT_DAYS = Duration.ofDays(8);

  @DatabaseTest
  void disablesAStreamWhoseEventsNobodyTookForAWeek(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    var stream = room.polled(ACME);
    room.passwordChanged(ACME, ADA);
    room.fanOut.run(ACME);
    var upkeep = upkeep(room);

    upkeep.checkTenant(ACME, Instant.now().plus(Duration.ofDays(6)));
    assertEquals(StreamStatus.ENABLED, room.now(stream).status());
    upkeep.checkTenant(ACME, Instant.now().plus(EIGHT_DAYS));

    assertEquals(StreamStatus.DISABLED, room.now(stream).status());
    assertEquals(
        "Events were not accepted within the retention period.", room.now(stream).reason());
    assertTrue(room.waiting(stream).get(0).contains("stream-updated"));
    upkeep.checkTenant(ACME, Instant.now().plus(EIGHT_DAYS));
    assertEquals(List.of(), room.waiting(stream), "not for ever either");
    upkeep.close();
  }

  @DatabaseTest
  void leavesAStreamAloneForWhichNothingWaits(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    var stream = room.polled(ACME);
    var upkeep = upkeep(room);

    upkeep.checkTenant(ACME, Instant.now().plus(EIGHT_DAYS));

    assertEquals(StreamStatus.ENABLED, room.now(stream).status());
    upkeep.close();
  }

  @DatabaseTest
  void removesADisabledStreamWhoseOwnerIsGone(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    var gone = room.stream(ACME, "cli_gone", StreamDeliveryMethod.POLLED);
    var kept = room.polled(ACME);
    room.streams.changeStatus(ACME, gone, StreamStatus.DISABLED, "", ADMIN);
    room.streams.changeStatus(ACME, kept, StreamStatus.DISABLED, "", ADMIN);
    var upkeep = upkeep(room);

    upkeep.checkTenant(ACME, Instant.now());

    assertEquals(Optional.empty(), room.store.find(ACME.id(), gone.id()));
    assertTrue(room.store.find(ACME.id(), kept.id()).isPresent());
    upkeep.close();
  }

  private static StreamMaintenanceWorker upkeep(SsfBundleFixture room) {
    return new StreamMaintenanceWorker(
        room.store, room.outbox, room.stops, room.owners, room.tenants, room.settings);
  }
}
