/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.agents.ssf.outbox.EventDeliveryNotifier;
import org.lumoauth.agents.ssf.outbox.SecurityEventOutbox;
import org.lumoauth.agents.ssf.stream.EventStreamStore;
import org.lumoauth.agents.ssf.stream.StreamOwnerEligibilityCheck;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.lumoauth.support.concurrent.BoundedExecutor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs due pushes: immediately after a new event, and every second. */
@Component(service = PushDeliveryWorker.class, immediate = true)
public final class PushDeliveryWorker {

  private static final Logger LOG = LoggerFactory.getLogger(PushDeliveryWorker.class);
  private static final int AT_ONCE = 8;
  private static final int BATCH = 64;

  private final PushDeliveryService pushing;
  private final EventDeliveryNotifier arrivals;
  private final Runnable wake = this::wake;
  private final ResilientScheduledTask turn =
      new ResilientScheduledTask(this::look, e -> LOG.warn("ssf.push-failed", e));
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final BackgroundTaskRunner clock = new BackgroundTaskRunner("lumoauth-ssf-push");
  private final BoundedExecutor senders = new BoundedExecutor("lumoauth-ssf-push", AT_ONCE);

  @Activate
  public PushDeliveryWorker(
      @Reference PushDeliveryScheduleStore schedule,
      @Reference EventStreamStore streams,
      @Reference SecurityEventOutbox outbox,
      @Reference QueuedEventSender sender,
      @Reference StreamOwnerEligibilityCheck owners,
      @Reference TenantRegistry tenants,
      @Reference EventDeliveryNotifier arrivals) {
    this.pushing =
        new PushDeliveryService(
            schedule, streams, outbox, sender, owners, tenants, InstantSource.system());
    this.arrivals = arrivals;
    arrivals.addListener(wake);
    clock.scheduleRepeating(Duration.ofSeconds(1), turn);
  }

  @Deactivate
  void close() {
    arrivals.removeListener(wake);
    clock.close();
    senders.close();
  }

  private void wake() {
    clock.submit(turn);
  }

  private void look() {
    for (PushDeliveryScheduleStore.DuePushDelivery due : pushing.findDue(BATCH)) {
      if (running.add(due.streamId())) {
        senders.submit(new ResilientScheduledTask(() -> run(due), e -> failed(due, e)));
      }
    }
  }

  private void run(PushDeliveryScheduleStore.DuePushDelivery due) {
    try {
      pushing.run(due);
    } finally {
      running.remove(due.streamId());
    }
    wake(); // an event may have arrived during the delivery
  }

  private static void failed(
      PushDeliveryScheduleStore.DuePushDelivery due,
      Throwable e) { // due again when the claim expires
    LOG.warn("ssf.push-failed: stream={}", due.streamId(), e);
  }
}
