package org.lumoauth.agents.aauthperson.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lumoauth.agents.aauthperson.store.IssuedTokens;
import org.lumoauth.api.module.Turn;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works off who is to be told. What it did not finish is in the store. */
@Component(
    service = {TellingWorker.class, Waker.class},
    immediate = true)
public final class TellingWorker implements Waker, Teller {

  private static final Logger LOG = LoggerFactory.getLogger(TellingWorker.class);
  private static final long PAUSE_SECONDS = 5;
  private static final int BATCH = 64;
  private static final int AT_ONCE = 8;
  private static final Duration SKEW = Duration.ofMinutes(2);

  private final Telling telling;
  private final Deliveries deliveries;
  private final IssuedTokens issued;
  private final Turn turn = new Turn(this::work, TellingWorker::failed);
  private final ScheduledExecutorService clock;
  private final ExecutorService senders;

  @Activate
  public TellingWorker(
      @Reference Telling telling,
      @Reference Deliveries deliveries,
      @Reference IssuedTokens issued) {
    this.telling = telling;
    this.deliveries = deliveries;
    this.issued = issued;
    ThreadFactory threads =
        task -> {
          Thread thread = new Thread(task, "lumoauth-aauth-revocation");
          thread.setDaemon(true);
          return thread;
        };
    this.clock = Executors.newSingleThreadScheduledExecutor(threads);
    this.senders = Executors.newFixedThreadPool(AT_ONCE, threads);
    clock.scheduleWithFixedDelay(turn, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    clock.scheduleWithFixedDelay(
        new Turn(this::purge, e -> LOG.warn("aauth.revocation-purge-failed", e)),
        1,
        10,
        TimeUnit.MINUTES);
  }

  @Deactivate
  void stop() {
    clock.shutdown();
    senders.shutdown();
  }

  @Override
  public void wake() {
    if (!clock.isShutdown()) {
      clock.execute(turn);
    }
  }

  @Override
  public void tellNow(List<Delivery> open, Duration most) {
    Instant end = Instant.now().plus(most);
    try {
      List<Future<?>> running = new ArrayList<>();
      open.forEach(each -> running.add(senders.submit(() -> telling.attempt(each))));
      for (Future<?> each : running) {
        long left = Math.max(0, Duration.between(Instant.now(), end).toMillis());
        each.get(left, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      LOG.debug("aauth.revocation-not-finished: it goes on", e); // what is due stays due
    }
  }

  private void work() {
    try {
      List<Future<?>> running = new ArrayList<>();
      telling.due(BATCH).forEach(each -> running.add(senders.submit(() -> telling.attempt(each))));
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
    LOG.warn("aauth.revocation-work-failed: tried again in {} seconds", PAUSE_SECONDS, e);
  }

  private void purge() {
    Instant before = Instant.now().minus(SKEW);
    deliveries.purge(before);
    issued.purge(before);
  }
}
