/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.lumoauth.support.concurrent.DaemonThreadFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks after the response. Tasks that exceed the capacity are dropped: the user can request
 * the link again.
 */
@Component(service = MagicLinkMailExecutor.class)
public final class MagicLinkMailExecutor {
  private static final Logger LOG = LoggerFactory.getLogger(MagicLinkMailExecutor.class);
  private static final int WAITING = 1_000;

  private final Executor executor;
  private final Runnable stop;

  @Activate
  public MagicLinkMailExecutor() {
    var waiting = new ArrayBlockingQueue<Runnable>(WAITING);
    var pool =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, waiting, DaemonThreadFactory.named("magic-link-mail"));
    this.executor = pool;
    this.stop = pool::shutdown;
  }

  MagicLinkMailExecutor(Executor executor) {
    this.executor = executor;
    this.stop = () -> {};
  }

  /** Rejects new tasks; queued tasks are completed. */
  @Deactivate
  void close() {
    stop.run();
  }

  void add(Runnable work) {
    try {
      executor.execute(() -> tried(work));
    } catch (RejectedExecutionException e) {
      LOG.warn("magic_link_dropped");
    }
  }

  private static void tried(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("magic_link_not_sent", e);
    }
  }
}
