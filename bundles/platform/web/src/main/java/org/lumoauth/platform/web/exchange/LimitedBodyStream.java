/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.settings.RequestBodyBudget;

/**
 * A request body stream that fails with 413 if the body exceeds the limit, for any framing, and
 * that charges bytes beyond {@link RequestBodyBudget#FREE} to a budget.
 */
final class LimitedBodyStream extends ServletInputStream {
  private final ServletInputStream body;
  private final IntSupplier limit;
  private final IntConsumer budget;
  private int read;

  /**
   * @param limit evaluated when bytes are read, because JAX-RS opens the body before its operation
   *     is known
   * @param budget reserves bytes of the budget, or fails
   */
  LimitedBodyStream(ServletInputStream body, IntSupplier limit, IntConsumer budget) {
    this.body = body;
    this.limit = limit;
    this.budget = budget;
  }

  static ApiException tooLarge(int limit) {
    return new ApiException(
        413,
        "payload_too_large",
        "The body must not be larger than " + limit + " bytes for this operation.");
  }

  /** The client disconnected, took too long, or sent malformed framing. */
  private static ApiException unreadable(IOException e) {
    return e instanceof InterruptedIOException || e.getCause() instanceof TimeoutException
        ? new ApiException(408, "request_timeout", "The request body took too long to arrive.")
        : ApiException.invalidRequest(
            "The request body is incomplete or its transfer encoding is malformed.");
  }

  @Override
  public int read() throws IOException {
    int b;
    try {
      b = body.read();
    } catch (IOException e) {
      throw unreadable(e);
    }
    if (b >= 0) {
      count(1);
    }
    return b;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int more;
    try {
      more = body.read(bytes, offset, length);
    } catch (IOException e) {
      throw unreadable(e);
    }
    if (more > 0) {
      count(more);
    }
    return more;
  }

  private void count(int more) {
    int before = read;
    read += more;
    int most = limit.getAsInt();
    if (read > most) {
      throw tooLarge(most);
    }
    int counted = read - Math.max(before, RequestBodyBudget.FREE);
    if (counted > 0) {
      budget.accept(counted);
    }
  }

  @Override
  public boolean isFinished() {
    return body.isFinished();
  }

  @Override
  public boolean isReady() {
    return body.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    body.setReadListener(listener);
  }
}
