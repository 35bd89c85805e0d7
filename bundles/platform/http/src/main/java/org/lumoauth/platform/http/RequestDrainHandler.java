/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Counts the requests in progress, from their headers to the end of their response. While the
 * server is stopping, new requests receive 503 and their connection is closed.
 */
final class RequestDrainHandler extends Handler.Wrapper {
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final String RETRY_SECONDS = "5";

  private final AtomicLong underWay = new AtomicLong();
  private volatile boolean draining;

  RequestDrainHandler(Handler next) {
    super(next);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    underWay.incrementAndGet();
    Request.addCompletionListener(request, failure -> underWay.decrementAndGet());
    if (draining) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
      Response.writeError(
          request,
          response,
          callback,
          HttpStatus.SERVICE_UNAVAILABLE_503,
          "the server is shutting down");
      return true;
    }
    return super.handle(request, response, callback);
  }

  /**
   * Rejects new requests and waits for those in progress.
   *
   * @return how many are still in progress after the limit
   */
  long drain(Duration limit) {
    draining = true;
    long started = System.nanoTime();
    while (underWay.get() > 0 && System.nanoTime() - started < limit.toNanos()) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return underWay.get();
  }
}
