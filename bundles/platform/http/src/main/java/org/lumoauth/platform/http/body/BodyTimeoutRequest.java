/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http.body;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/** A request with a body that is read as it arrives, until a timeout. */
public final class BodyTimeoutRequest extends Request.Wrapper {
  private final AtomicReference<Runnable> waiting = new AtomicReference<>();
  private final Scheduler.Task timer;
  private volatile Throwable failure;

  BodyTimeoutRequest(Request request, Duration timeout) {
    super(request);
    timer =
        request
            .getComponents()
            .getScheduler()
            .schedule(this::expire, timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Content.Chunk read() {
    Throwable failed = failure;
    return failed == null ? super.read() : Content.Chunk.from(failed, true);
  }

  @Override
  public void demand(Runnable available) {
    waiting.set(available);
    if (failure == null) {
      super.demand(this::wake);
    } else {
      wake();
    }
  }

  private void wake() {
    Runnable available = waiting.getAndSet(null);
    if (available != null) {
      available.run();
    }
  }

  private void expire() {
    failure = new TimeoutException("The request body took too long to arrive.");
    wake();
  }

  /** Cancels the timeout, because the request was answered. */
  void stop() {
    timer.cancel();
  }
}
