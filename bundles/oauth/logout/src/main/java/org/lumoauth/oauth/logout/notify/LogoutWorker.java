package org.lumoauth.oauth.logout.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.module.Turn;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of sessions that end, and works off what is due. What it did not finish is in the store.
 */
@Component(
    service = {DomainEventListener.class, TenantDataOwner.class},
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=oauth-logout",
      DomainEventListener.MISSES_NONE + "=session.ended"
    })
public final class LogoutWorker implements DomainEventListener, TenantDataOwner {

  private static final Logger LOG = LoggerFactory.getLogger(LogoutWorker.class);
  private static final long PAUSE_SECONDS = 5;
  private static final int BATCH = 64;
  private static final int AT_ONCE = 8;
  private static final Duration FORGET_AFTER = Duration.ofDays(180);

  private final LogoutStore store;
  private final BackChannel channel;
  private final Turn turn = new Turn(this::work, LogoutWorker::failed);
  private final ScheduledExecutorService clock;
  private final ExecutorService senders;

  @Activate
  public LogoutWorker(@Reference LogoutStore store, @Reference BackChannel channel) {
    this.store = store;
    this.channel = channel;
    ThreadFactory threads =
        task -> {
          Thread thread = new Thread(task, "lumoauth-logout");
          thread.setDaemon(true);
          return thread;
        };
    this.clock = Executors.newSingleThreadScheduledExecutor(threads);
    this.senders = Executors.newFixedThreadPool(AT_ONCE, threads);
    clock.scheduleWithFixedDelay(turn, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    clock.scheduleWithFixedDelay(
        new Turn(this::purge, e -> LOG.warn("logout.purge-failed", e)), 1, 24, TimeUnit.HOURS);
  }

  @Deactivate
  void stop() {
    clock.shutdown();
    senders.shutdown();
  }

  @Override
  public void on(DomainEvent event) {
    if (event.type().equals("session.ended")) {
      store.end(event.tenantId(), event.id(), Instant.now());
      if (!clock.isShutdown()) {
        clock.execute(turn);
      }
    }
  }

  @Override
  public void erase(String tenantId) {
    store.erase(tenantId);
  }

  private void work() {
    try {
      List<Future<?>> running =
          channel.due(BATCH).stream()
              .<Future<?>>map(delivery -> senders.submit(() -> channel.attempt(delivery)))
              .toList();
      for (Future<?> each : running) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      failed(e);
    }
  }

  private static void failed(Throwable e) { // what is due stays due
    LOG.warn("logout.work-failed: tried again in {} seconds", PAUSE_SECONDS, e);
  }

  private void purge() {
    store.purge(Instant.now().minus(FORGET_AFTER));
  }
}
