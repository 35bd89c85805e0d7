/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.message.MessageChannel;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.platform.messaging.MessageDeliveryMetrics.MessageDeliveryOutcome;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers queued messages to channels and retries for one day until a channel accepts them. */
@Component(
    service = {MessageDeliveryWorker.class, MetricSource.class},
    property = {"lumoauth.kind=metrics", "lumoauth.name=platform-messaging"})
public final class MessageDeliveryWorker implements MetricSource {

  private static final Logger LOG = LoggerFactory.getLogger(MessageDeliveryWorker.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Duration CLAIM = Duration.ofMinutes(2);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final Duration GIVE_UP = Duration.ofHours(24);
  private static final int BATCH = 50;
  private static final int MAX_DOUBLINGS = 20;

  private final MessageOutbox outbox;
  private final QueuedMessageCipher envelope;
  private final TenantRegistry tenants;
  private final ProviderTracker<MessageChannel> channels;
  private final InstantSource clock;
  private final MessageDeliveryMetrics counters = new MessageDeliveryMetrics();
  private final ResilientScheduledTask turn =
      new ResilientScheduledTask(
          this::run, e -> LOG.warn("messages.failed: tried again in {} s", PERIOD.toSeconds(), e));
  private final BackgroundTaskRunner worker = new BackgroundTaskRunner("lumoauth-messages");

  @Activate
  public MessageDeliveryWorker(
      @Reference MessageOutbox outbox,
      @Reference SecretProtectionService vault,
      @Reference TenantRegistry tenants,
      @Reference ProviderRegistry registry) {
    this(outbox, vault, tenants, registry, InstantSource.system());
    worker.scheduleRepeating(PERIOD, turn);
  }

  MessageDeliveryWorker(
      MessageOutbox outbox,
      SecretProtectionService vault,
      TenantRegistry tenants,
      ProviderRegistry registry,
      InstantSource clock) {
    this.outbox = outbox;
    this.envelope = new QueuedMessageCipher(vault);
    this.tenants = tenants;
    this.channels = registry.track(MessageChannel.class);
    this.clock = clock;
  }

  @Deactivate
  void close() {
    worker.close();
    channels.close();
  }

  boolean available(String medium) {
    Optional<ServiceLease<MessageChannel>> channel = channel(medium);
    channel.ifPresent(ServiceLease::close);
    return channel.isPresent();
  }

  /** Triggers delivery of a message that was just queued. */
  void wake() {
    worker.submit(turn);
  }

  /** Delivers all due messages. */
  void run() {
    List<MessageOutbox.QueuedMessage> due = outbox.findDue(clock.instant(), BATCH);
    due.forEach(this::attempt);
    counters.setWaiting(outbox.count());
  }

  @Override
  public List<Metric> metrics() {
    return counters.metrics();
  }

  private void attempt(MessageOutbox.QueuedMessage message) {
    Instant until = clock.instant().plus(CLAIM);
    if (!outbox.claim(message, until)) {
      return; // claimed by another node
    }
    Optional<TenantContext> tenant = tenants.findActiveById(message.tenantId());
    if (tenant.isEmpty()) {
      retry(message, until, "the tenant is not active");
      return;
    }
    Optional<ServiceLease<MessageChannel>> held = channel(message.medium());
    if (held.isEmpty()) {
      retry(message, until, "no channel is available");
      return;
    }
    try (ServiceLease<MessageChannel> channel = held.get()) {
      channel
          .get()
          .send(tenant.get(), envelope.open(message.tenantId(), message.id(), message.sealed()));
      outbox.remove(message);
      counters.count(message.medium(), MessageDeliveryOutcome.ACCEPTED);
      LOG.info("message_sent id={} medium={}", message.id(), message.medium());
    } catch (MessageChannel.MessageDeliveryException e) {
      if (e.isPermanent()) {
        giveUp(message, MessageDeliveryOutcome.REJECTED, e.getMessage());
      } else {
        retry(message, until, e.getMessage());
      }
    } catch (RuntimeException e) {
      LOG.warn("message_channel_failed id={}", message.id(), e);
      retry(message, until, "the channel failed");
    }
  }

  private void retry(MessageOutbox.QueuedMessage message, Instant claimedUntil, String why) {
    if (message.createdAt().plus(GIVE_UP).isBefore(clock.instant())) {
      giveUp(message, MessageDeliveryOutcome.EXPIRED, why);
      return;
    }
    long factor = 1L << Math.min(message.attempts(), MAX_DOUBLINGS);
    Duration doubled = FIRST_WAIT.multipliedBy(factor);
    Duration wait = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    outbox.reschedule(message, claimedUntil, clock.instant().plus(wait));
    counters.count(message.medium(), MessageDeliveryOutcome.RETRIED);
    LOG.warn(
        "message_put_off id={} medium={} attempts={} next_in_s={} reason={}",
        message.id(),
        message.medium(),
        message.attempts() + 1,
        wait.toSeconds(),
        why);
  }

  private void giveUp(
      MessageOutbox.QueuedMessage message, MessageDeliveryOutcome outcome, String why) {
    outbox.remove(message);
    counters.count(message.medium(), outcome);
    LOG.error(
        "message_given_up id={} medium={} attempts={} reason={}",
        message.id(),
        message.medium(),
        message.attempts() + 1,
        why);
  }

  private Optional<ServiceLease<MessageChannel>> channel(String medium) {
    Optional<ServiceLease<MessageChannel>> found = Optional.empty();
    for (ServiceLease<MessageChannel> lease : channels.leaseAvailable()) {
      if (found.isEmpty() && lease.get().medium().equals(medium)) {
        found = Optional.of(lease);
      } else {
        lease.close();
      }
    }
    return found;
  }
}
