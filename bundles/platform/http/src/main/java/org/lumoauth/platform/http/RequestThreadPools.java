/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.lumoauth.platform.http.body.BodyTimeoutRequest;

/**
 * The threads that handle requests. Health requests have separate threads, so they are answered
 * while all workers are busy. Streamed requests have a few separate threads, so slow uploads never
 * block other requests.
 */
final class RequestThreadPools {
  private static final String HEALTH = "/system/health/";
  private static final int HEALTH_THREADS = 2;
  private static final int STREAM_THREADS = 4;
  private static final int QUEUED = 1024;
  private static final int QUEUED_STREAMS = 32;
  private static final int IDLE_SECONDS = 60;

  /** How many reader threads may run handlers, and therefore block, at the same time. */
  static final int BLOCKING_READERS = 4;

  private final Semaphore readingThreads = new Semaphore(BLOCKING_READERS);
  private final Executor workers;
  private final ThreadPoolExecutor health = pool("lumoauth-http-health", HEALTH_THREADS, QUEUED);
  private final ThreadPoolExecutor streams =
      pool("lumoauth-http-stream", STREAM_THREADS, QUEUED_STREAMS);

  RequestThreadPools(Executor workers) {
    this.workers = workers;
  }

  /**
   * Returns whether the calling thread, which read the request, may also run its handlers. If true,
   * the caller must call {@link #releaseReadingThread} afterwards.
   */
  boolean acquireReadingThread(Request request) {
    return !Invocable.isNonBlockingInvocation()
        && of(request) == workers
        && readingThreads.tryAcquire();
  }

  void releaseReadingThread() {
    readingThreads.release();
  }

  Executor of(Request request) {
    if (request instanceof BodyTimeoutRequest) {
      return streams;
    }
    String path = request.getHttpURI().getPath();
    return path != null && path.startsWith(HEALTH) ? health : workers;
  }

  void stop() {
    health.shutdownNow();
    streams.shutdownNow();
  }

  private static ThreadPoolExecutor pool(String name, int threads, int queued) {
    AtomicInteger count = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(queued),
            task -> {
              Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
