/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http.body;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Receives the body of one request without blocking a thread, then passes the request on. A body
 * that exceeds the maximum is passed on in part: the front servlet rejects it with the error of its
 * route.
 */
final class RequestBodyReader implements Runnable, Invocable {
  private final Handler next;
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final RequestBodyBuffer buffer;
  private final Duration timeout;
  private Scheduler.Task timer;
  private boolean ended;

  RequestBodyReader(
      Handler next,
      Request request,
      Response response,
      Callback callback,
      RequestBodyBuffer buffer,
      Duration timeout) {
    this.next = next;
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.buffer = buffer;
    this.timeout = timeout;
  }

  private enum BodyReadOutcome {
    UNFINISHED,
    WHOLE,
    TOO_LONG,
    NO_MEMORY,
    FAILED
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  /**
   * Continues when more bytes have arrived. Jetty calls this on the thread that reads all
   * connections of a selector, so the next handler must move the request to another thread.
   */
  @Override
  public void run() {
    Invocable.invokeNonBlocking(this::read);
  }

  /** Reads the bytes that have arrived and waits for more with a callback. */
  void read() {
    Content.Chunk failed = null;
    BodyReadOutcome outcome;
    synchronized (this) {
      if (ended) {
        return;
      }
      outcome = BodyReadOutcome.UNFINISHED;
      while (outcome == BodyReadOutcome.UNFINISHED) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          watch();
          request.demand(this);
          return;
        }
        outcome = take(chunk);
        failed = Content.Chunk.isFailure(chunk) ? chunk : null;
      }
      end();
    }
    finish(outcome, failed == null ? null : failed.getFailure());
  }

  private BodyReadOutcome take(Content.Chunk chunk) {
    if (Content.Chunk.isFailure(chunk)) {
      return BodyReadOutcome.FAILED;
    }
    try {
      if (!buffer.append(chunk.getByteBuffer())) {
        return BodyReadOutcome.NO_MEMORY;
      }
      if (chunk.isLast()) {
        return BodyReadOutcome.WHOLE;
      }
      return buffer.isTooLong() ? BodyReadOutcome.TOO_LONG : BodyReadOutcome.UNFINISHED;
    } finally {
      chunk.release();
    }
  }

  private void finish(BodyReadOutcome outcome, Throwable failure) {
    switch (outcome) {
      case NO_MEMORY -> refuse(HttpStatus.SERVICE_UNAVAILABLE_503, null);
      case FAILED -> {
        buffer.release();
        Response.writeError(request, response, callback, failure);
      }
      default -> pass(outcome == BodyReadOutcome.WHOLE);
    }
  }

  private void pass(boolean whole) {
    Request buffered = new BufferedBodyRequest(request, buffer.content(), whole);
    Callback releasing = Callback.from(buffer::release, callback);
    try {
      if (!next.handle(buffered, response, releasing)) {
        Response.writeError(buffered, response, releasing, HttpStatus.NOT_FOUND_404);
      }
    } catch (Exception e) {
      Response.writeError(buffered, response, releasing, e);
    }
  }

  private void refuse(int status, String reason) {
    buffer.release();
    Response.writeError(request, response, callback, status, reason);
  }

  private void watch() {
    if (timer == null) {
      timer =
          request
              .getComponents()
              .getScheduler()
              .schedule(this::expire, timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void expire() {
    synchronized (this) {
      if (ended) {
        return;
      }
      end();
    }
    refuse(HttpStatus.REQUEST_TIMEOUT_408, "body time-out");
  }

  private void end() {
    ended = true;
    if (timer != null) {
      timer.cancel();
    }
  }
}
