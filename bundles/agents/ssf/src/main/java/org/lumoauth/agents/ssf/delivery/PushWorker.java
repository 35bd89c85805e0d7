package org.lumoauth.agents.ssf.delivery;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.lumoauth.agents.ssf.outbox.Arrivals;
import org.lumoauth.api.module.Turn;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for what is to be pushed: at once when something arrives, and every second. */
@Component(service = PushWorker.class, immediate = true)
public final class PushWorker {

  private static final Logger LOG = LoggerFactory.getLogger(PushWorker.class);
  private static final int AT_ONCE = 8;
  private static final int BATCH = 64;

  private final Pushing pushing;
  private final Arrivals arrivals;
  private final Runnable wake = this::wake;
  private final Turn turn = new Turn(this::look, e -> LOG.warn("ssf.push-failed", e));
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor clock;
  private final ExecutorService senders;

  @Activate
  public PushWorker(@Reference Pushing pushing, @Reference Arrivals arrivals) {
    this.pushing = pushing;
    this.arrivals = arrivals;
    ThreadFactory threads =
        work -> {
          Thread thread = new Thread(work, "lumoauth-ssf-push");
          thread.setDaemon(true);
          return thread;
        };
    this.clock = new ScheduledThreadPoolExecutor(1, threads);
    this.senders = Executors.newFixedThreadPool(AT_ONCE, threads);
    arrivals.tell(wake);
    clock.scheduleWithFixedDelay(turn, 1, 1, TimeUnit.SECONDS);
  }

  @Deactivate
  void close() {
    arrivals.forget(wake);
    clock.shutdown();
    senders.shutdown();
  }

  private void wake() {
    try {
      clock.execute(turn);
    } catch (RejectedExecutionException e) {
      LOG.debug("ssf.stopped");
    }
  }

  private void look() {
    for (PushSchedule.Due due : pushing.due(BATCH)) {
      if (running.add(due.streamId())) {
        senders.execute(() -> run(due));
      }
    }
  }

  private void run(PushSchedule.Due due) {
    try {
      pushing.run(due);
    } catch (RuntimeException e) { // it is due again when the claim is over
      LOG.warn("ssf.push-failed: stream={}", due.streamId(), e);
    } finally {
      running.remove(due.streamId());
    }
    wake(); // something may have arrived meanwhile
  }
}
