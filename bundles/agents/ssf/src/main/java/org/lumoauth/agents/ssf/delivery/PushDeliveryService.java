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
import org.lumoauth.agents.ssf.outbox.SsfMetrics;
import org.lumoauth.agents.ssf.outbox.StreamSuspensionService;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.stream.EventStreamStore;
import org.lumoauth.agents.ssf.stream.StreamOwnerEligibilityCheck;
import org.lumoauth.agents.ssf.stream.StreamStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes the queued events of a stream in order: later events wait until earlier events are
 * accepted. Only one server pushes to a stream at a time.
 */
@Component(service = PushDeliveryService.class)
public final class PushDeliveryService {

  private static final Logger LOG = LoggerFactory.getLogger(PushDeliveryService.class);

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
  private final PushDeliveryClient push;
  private final StreamOwnerEligibilityCheck owners;
  private final StreamSuspensionService stops;
  private final TenantRegistry tenants;
  private final SsfMetrics counters;
  private final InstantSource clock;

  @Activate
  public PushDeliveryService(
      @Reference PushDeliveryScheduleStore schedule,
      @Reference EventStreamStore streams,
      @Reference SecurityEventOutbox outbox,
      @Reference PushDeliveryClient push,
      @Reference StreamOwnerEligibilityCheck owners,
      @Reference StreamSuspensionService stops,
      @Reference TenantRegistry tenants,
      @Reference SsfMetrics counters) {
    this(schedule, streams, outbox, push, owners, stops, tenants, counters, InstantSource.system());
  }

  PushDeliveryService(
      PushDeliveryScheduleStore schedule,
      EventStreamStore streams,
      SecurityEventOutbox outbox,
      PushDeliveryClient push,
      StreamOwnerEligibilityCheck owners,
      StreamSuspensionService stops,
      TenantRegistry tenants,
      SsfMetrics counters,
      InstantSource clock) {
    this.schedule = schedule;
    this.streams = streams;
    this.outbox = outbox;
    this.push = push;
    this.owners = owners;
    this.stops = stops;
    this.tenants = tenants;
    this.counters = counters;
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
        if (!pushed(tenant, stream.get(), event)) {
          return false;
        }
      }
      stream = streams.find(tenant.id(), first.id()); // it may have been paused during the delivery
    }
    return true;
  }

  /** Pushes an event and returns whether the next event may follow. */
  private boolean pushed(TenantContext tenant, EventStream stream, QueuedSecurityEvent event) {
    PushDeliveryResult answer = push.send(tenant, stream, event);
    switch (answer.outcome()) {
      case TAKEN -> {
        counters.taken(outbox.remove(stream, List.of(event.jti())));
        return true;
      }
      case REFUSED -> {
        outbox.remove(stream, List.of(event.jti()));
        counters.refused();
        log("ssf.refused", stream, event, answer);
        return true;
      }
      case FORBIDDEN -> {
        counters.failed();
        log("ssf.forbidden", stream, event, answer);
        if (stream.status() == StreamStatus.ENABLED) {
          stops.stop(tenant, stream, StreamStatus.PAUSED, "The endpoint address is not allowed.");
        }
        return false;
      }
      default -> {
        counters.failed();
        log("ssf.not-pushed", stream, event, answer);
        return false;
      }
    }
  }

  private static void log(
      String what, EventStream stream, QueuedSecurityEvent event, PushDeliveryResult answer) {
    LOG.warn(
        "{}: tenant={} stream={} jti={} reason={}",
        what,
        stream.tenantId(),
        stream.id(),
        event.jti(),
        answer.reason());
  }
}
