package org.lumoauth.agents.ssf.delivery;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.agents.ssf.outbox.Arrivals;
import org.lumoauth.api.module.BackgroundWork;
import org.lumoauth.api.module.SideBySide;
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
  private final BackgroundWork clock = new BackgroundWork("lumoauth-ssf-push");
  private final SideBySide senders = new SideBySide("lumoauth-ssf-push", AT_ONCE);

  @Activate
  public PushWorker(@Reference Pushing pushing, @Reference Arrivals arrivals) {
    this.pushing = pushing;
    this.arrivals = arrivals;
    arrivals.tell(wake);
    clock.every(Duration.ofSeconds(1), turn);
  }

  @Deactivate
  void close() {
    arrivals.forget(wake);
    clock.close();
    senders.close();
  }

  private void wake() {
    clock.soon(turn);
  }

  private void look() {
    for (PushSchedule.Due due : pushing.due(BATCH)) {
      if (running.add(due.streamId())) {
        senders.begin(new Turn(() -> run(due), e -> failed(due, e)));
      }
    }
  }

  private void run(PushSchedule.Due due) {
    try {
      pushing.run(due);
    } finally {
      running.remove(due.streamId());
    }
    wake(); // something may have arrived meanwhile
  }

  private static void failed(PushSchedule.Due due, Throwable e) { // due again once unclaimed
    LOG.warn("ssf.push-failed: stream={}", due.streamId(), e);
  }
}
