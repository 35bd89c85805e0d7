package org.lumoauth.agents.jit;

import java.time.Duration;
import org.lumoauth.api.module.BackgroundWork;
import org.lumoauth.api.module.Turn;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends tasks as soon as somebody is stopped, when the server starts, and again and again for what
 * could not be ended.
 */
@Component(service = StopWorker.class, immediate = true)
public final class StopWorker {

  private static final Logger LOG = LoggerFactory.getLogger(StopWorker.class);
  private static final Duration PERIOD = Duration.ofSeconds(30);

  private final Turn turn;
  private final BackgroundWork worker = new BackgroundWork("jit-stops");

  @Activate
  public StopWorker(@Reference StoppedTasks stopped) {
    this(stopped::end, PERIOD);
  }

  StopWorker(Runnable work, Duration period) {
    this.turn = new Turn(work, e -> LOG.warn("jit.stops-failed", e));
    worker.every(Duration.ZERO, period, turn);
  }

  @Deactivate
  void close() {
    worker.close();
  }

  /** Somebody was stopped. */
  void soon() {
    worker.soon(turn);
  }
}
