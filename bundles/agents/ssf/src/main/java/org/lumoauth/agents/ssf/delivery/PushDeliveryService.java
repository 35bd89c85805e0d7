/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.lumoauth.agents.ssf.outbox.QueuedSecurityEvent;
import org.lumoauth.agents.ssf.outbox.SecurityEventOutbox;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.stream.EventStreamStore;
import org.lumoauth.agents.ssf.stream.StreamOwnerEligibilityCheck;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;

/**
 * Pushes the queued events of a stream in order: later events wait until earlier events are
 * accepted. Only one server pushes to a stream at a time.
 */
final class PushDeliveryService {

  /**
   * Duration of a claim: longer than a run with its last push. After it, another server takes over
   * from a server that crashed.
   */
  private static final Duration CLAIM = Duration.ofSeconds(20);

  private static final Duration RUN = Duration.ofSeconds(5);
  private static final int BATCH = 10;

  private final PushDeliveryScheduleStore schedule;
  private final EventStreamStore streams;
  private final SecurityEventOutbox outbox;
  private final QueuedEventSender sender;
  private final StreamOwnerEligibilityCheck owners;
  private final TenantRegistry tenants;
  private final InstantSource clock;

  PushDeliveryService(
      PushDeliveryScheduleStore schedule,
      EventStreamStore streams,
      SecurityEventOutbox outbox,
      QueuedEventSender sender,
      StreamOwnerEligibilityCheck owners,
      TenantRegistry tenants,
      InstantSource clock) {
    this.schedule = schedule;
    this.streams = streams;
    this.outbox = outbox;
    this.sender = sender;
    this.owners = owners;
    this.tenants = tenants;
    this.clock = clock;
  }

  List<PushDeliveryScheduleStore.DuePushDelivery> findDue(int limit) {
    return schedule.findDue(clock.instant(), limit);
  }

  /** Pushes events until none is queued or a push fails. */
  void run(PushDeliveryScheduleStore.DuePushDelivery due) {
    Instant begun = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant until = begun.plus(CLAIM);
    if (!schedule.claim(due, until)) {
      return; // another server claimed it, or it was changed
    }
    Optional<TenantContext> tenant = tenants.findActiveById(due.tenantId());
    Optional<EventStream> stream = streams.find(due.tenantId(), due.streamId());
    boolean through = false;
    try {
      through =
          tenant.isPresent()
              && stream.isPresent()
              && owners.mayReceive(tenant.get(), stream.get())
              && pushAll(tenant.get(), stream.get(), begun.plus(RUN));
    } finally {
      if (through) {
        schedule.markDone(due, until);
      } else {
        schedule.recordFailure(due, until, clock.instant());
      }
    }
  }

  private boolean pushAll(TenantContext tenant, EventStream first, Instant end) {
    Optional<EventStream> stream = Optional.of(first);
    while (stream.isPresent()) {
      List<QueuedSecurityEvent> waiting = outbox.findQueued(stream.get(), BATCH);
      if (waiting.isEmpty()) {
        return true;
      }
      for (QueuedSecurityEvent event : waiting) {
        if (clock.instant().isAfter(end)) {
          return true; // the remaining events are due immediately
        }
        if (!sender.send(tenant, stream.get(), event)) {
          return false;
        }
      }
      stream = streams.find(tenant.id(), first.id()); // it may have been paused during the delivery
    }
    return true;
  }
}
