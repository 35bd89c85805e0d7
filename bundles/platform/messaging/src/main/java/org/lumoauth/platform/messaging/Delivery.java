package org.lumoauth.platform.messaging;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.message.MessageChannel;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.module.BackgroundWork;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.module.Turn;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.platform.messaging.DeliveryCounters.Outcome;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives waiting messages to channels, again and again until one takes them or a day is over. */
@Component(
    service = {Delivery.class, MetricSource.class},
    property = {"lumoauth.kind=metrics", "lumoauth.name=platform-messaging"})
public final class Delivery implements MetricSource {

  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Duration CLAIM = Duration.ofMinutes(2);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final Duration GIVE_UP = Duration.ofHours(24);
  private static final int BATCH = 50;
  private static final int MAX_DOUBLINGS = 20;

  private final Outbox outbox;
  private final Envelope envelope;
  private final TenantRegistry tenants;
  private final Providers<MessageChannel> channels;
  private final InstantSource clock;
  private final DeliveryCounters counters = new DeliveryCounters();
  private final Turn turn =
      new Turn(
          this::run, e -> LOG.warn("messages.failed: tried again in {} s", PERIOD.toSeconds(), e));
  private final BackgroundWork worker = new BackgroundWork("lumoauth-messages");

  @Activate
  public Delivery(
      @Reference Outbox outbox,
      @Reference SecretVault vault,
      @Reference TenantRegistry tenants,
      @Reference ProviderRegistry registry) {
    this(outbox, vault, tenants, registry, InstantSource.system());
    worker.every(PERIOD, turn);
  }

  Delivery(
      Outbox outbox,
      SecretVault vault,
      TenantRegistry tenants,
      ProviderRegistry registry,
      InstantSource clock) {
    this.outbox = outbox;
    this.envelope = new Envelope(vault);
    this.tenants = tenants;
    this.channels = registry.follow(MessageChannel.class);
    this.clock = clock;
  }

  @Deactivate
  void close() {
    worker.close();
    channels.close();
  }

  boolean available(String medium) {
    Optional<Lease<MessageChannel>> channel = channel(medium);
    channel.ifPresent(Lease::close);
    return channel.isPresent();
  }

  /** Sends soon what was put in just now. */
  void wake() {
    worker.soon(turn);
  }

  /** Sends what is due. */
  void run() {
    List<Outbox.Waiting> due = outbox.due(clock.instant(), BATCH);
    due.forEach(this::attempt);
    counters.setWaiting(outbox.count());
  }

  @Override
  public List<Metric> metrics() {
    return counters.metrics();
  }

  private void attempt(Outbox.Waiting message) {
    Instant until = clock.instant().plus(CLAIM);
    if (!outbox.claim(message, until)) {
      return; // another node has it
    }
    Optional<TenantContext> tenant = tenants.activeById(message.tenantId());
    if (tenant.isEmpty()) {
      retry(message, until, "the tenant is not active");
      return;
    }
    Optional<Lease<MessageChannel>> held = channel(message.medium());
    if (held.isEmpty()) {
      retry(message, until, "there is no channel");
      return;
    }
    try (Lease<MessageChannel> channel = held.get()) {
      channel
          .get()
          .send(tenant.get(), envelope.open(message.tenantId(), message.id(), message.sealed()));
      outbox.remove(message);
      counters.count(message.medium(), Outcome.ACCEPTED);
      LOG.info("message_sent id={} medium={}", message.id(), message.medium());
    } catch (MessageChannel.DeliveryException e) {
      if (e.permanent()) {
        giveUp(message, Outcome.REJECTED, e.getMessage());
      } else {
        retry(message, until, e.getMessage());
      }
    } catch (RuntimeException e) {
      LOG.warn("message_channel_failed id={}", message.id(), e);
      retry(message, until, "the channel failed");
    }
  }

  private void retry(Outbox.Waiting message, Instant claimedUntil, String why) {
    if (message.createdAt().plus(GIVE_UP).isBefore(clock.instant())) {
      giveUp(message, Outcome.EXPIRED, why);
      return;
    }
    long factor = 1L << Math.min(message.attempts(), MAX_DOUBLINGS);
    Duration doubled = FIRST_WAIT.multipliedBy(factor);
    Duration wait = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    outbox.putOff(message, claimedUntil, clock.instant().plus(wait));
    counters.count(message.medium(), Outcome.RETRIED);
    LOG.warn(
        "message_put_off id={} medium={} attempts={} next_in_s={} reason={}",
        message.id(),
        message.medium(),
        message.attempts() + 1,
        wait.toSeconds(),
        why);
  }

  private void giveUp(Outbox.Waiting message, Outcome outcome, String why) {
    outbox.remove(message);
    counters.count(message.medium(), outcome);
    LOG.error(
        "message_given_up id={} medium={} attempts={} reason={}",
        message.id(),
        message.medium(),
        message.attempts() + 1,
        why);
  }

  private Optional<Lease<MessageChannel>> channel(String medium) {
    Optional<Lease<MessageChannel>> found = Optional.empty();
    for (Lease<MessageChannel> lease : channels.acquireAll()) {
      if (found.isEmpty() && lease.get().medium().equals(medium)) {
        found = Optional.of(lease);
      } else {
        lease.close();
      }
    }
    return found;
  }
}
