package org.lumoauth.agents.ssf.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.lumoauth.agents.ssf.outbox.Counters;
import org.lumoauth.agents.ssf.outbox.Outbox;
import org.lumoauth.agents.ssf.outbox.StreamStops;
import org.lumoauth.agents.ssf.outbox.WaitingEvent;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.stream.Owners;
import org.lumoauth.agents.ssf.stream.Status;
import org.lumoauth.agents.ssf.stream.StreamStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes what waits for a stream, in its order: what comes later waits until what came first is
 * taken. A stream is one server's at a time.
 */
@Component(service = Pushing.class)
public final class Pushing {

  private static final Logger LOG = LoggerFactory.getLogger(Pushing.class);

  /**
   * Longer than a run may take, the last push included; what a server that was killed had claimed
   * waits for no longer.
   */
  private static final Duration CLAIM = Duration.ofSeconds(20);

  private static final Duration RUN = Duration.ofSeconds(5);
  private static final int BATCH = 10;

  private final PushSchedule schedule;
  private final StreamStore streams;
  private final Outbox outbox;
  private final Push push;
  private final Owners owners;
  private final StreamStops stops;
  private final TenantRegistry tenants;
  private final Counters counters;
  private final InstantSource clock;

  @Activate
  public Pushing(
      @Reference PushSchedule schedule,
      @Reference StreamStore streams,
      @Reference Outbox outbox,
      @Reference Push push,
      @Reference Owners owners,
      @Reference StreamStops stops,
      @Reference TenantRegistry tenants,
      @Reference Counters counters) {
    this(schedule, streams, outbox, push, owners, stops, tenants, counters, InstantSource.system());
  }

  Pushing(
      PushSchedule schedule,
      StreamStore streams,
      Outbox outbox,
      Push push,
      Owners owners,
      StreamStops stops,
      TenantRegistry tenants,
      Counters counters,
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

  List<PushSchedule.Due> due(int limit) {
    return schedule.due(clock.instant(), limit);
  }

  /** Pushes until nothing waits, or one push fails. */
  void run(PushSchedule.Due due) {
    Instant begun = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant until = begun.plus(CLAIM);
    if (!schedule.claim(due, until)) {
      return; // another server has it, or it was changed
    }
    Optional<TenantContext> tenant = tenants.activeById(due.tenantId());
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
        schedule.done(due, until);
      } else {
        schedule.failed(due, until, clock.instant());
      }
    }
  }

  private boolean pushAll(TenantContext tenant, EventStream first, Instant end) {
    Optional<EventStream> stream = Optional.of(first);
    while (stream.isPresent()) {
      List<WaitingEvent> waiting = outbox.waiting(stream.get(), BATCH);
      if (waiting.isEmpty()) {
        return true;
      }
      for (WaitingEvent event : waiting) {
        if (clock.instant().isAfter(end)) {
          return true; // the rest is due at once
        }
        if (!pushed(tenant, stream.get(), event)) {
          return false;
        }
      }
      stream = streams.find(tenant.id(), first.id()); // it may have been paused meanwhile
    }
    return true;
  }

  /** Whether the next one may follow. */
  private boolean pushed(TenantContext tenant, EventStream stream, WaitingEvent event) {
    PushAnswer answer = push.send(tenant, stream, event);
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
        if (stream.status() == Status.ENABLED) {
          stops.stop(tenant, stream, Status.PAUSED, "The endpoint's address is not allowed.");
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

  private static void log(String what, EventStream stream, WaitingEvent event, PushAnswer answer) {
    LOG.warn(
        "{}: tenant={} stream={} jti={} reason={}",
        what,
        stream.tenantId(),
        stream.id(),
        event.jti(),
        answer.reason());
  }
}
