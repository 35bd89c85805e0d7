/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.shadow;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.lumoauth.support.concurrent.DaemonThreadFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Evaluates shadow models in one thread, so that no client waits for them. The queue is limited.
 * Queries beyond the limit are not evaluated and are counted as skipped.
 */
@Component(service = ShadowCheckWorkQueue.class)
public final class ShadowCheckWorkQueue {

  private static final int WAITING = 1_000;

  private final Executor executor;

  @Activate
  public ShadowCheckWorkQueue() {
    this(
        new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            DaemonThreadFactory.named("lumoauth-rebac-shadow")));
  }

  public ShadowCheckWorkQueue(Executor executor) {
    this.executor = executor;
  }

  /** Stops the thread and discards queued work. */
  @Deactivate
  void stop() {
    if (executor instanceof ExecutorService service) {
      service.shutdownNow();
    }
  }

  /** Returns whether the work was accepted. */
  boolean run(Runnable work) {
    try {
      executor.execute(work);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }
}
