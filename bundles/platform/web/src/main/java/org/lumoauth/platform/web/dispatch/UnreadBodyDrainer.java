/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.dispatch;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drains the body of a rejected request. If the connection is closed while the client sends, the
 * client loses the error (RFC 9112 section 9.6), so this class waits a moment for the rest.
 */
final class UnreadBodyDrainer {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadBodyDrainer.class);

  /** Above this number of bytes the connection is closed anyway. */
  private static final int MOST = 8 * 1024 * 1024;

  private static final int AT_ONCE = 8192;

  /** Maximum time for one body. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Maximum number of waiting requests: slow senders must not occupy all threads. */
  private static final int MAX_WAITING = 8;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final Semaphore WAITING = new Semaphore(MAX_WAITING);

  private UnreadBodyDrainer() {}

  /** Reads and discards the body: all that arrives within a second if its length is known. */
  static void discard(HttpServletRequest request) {
    long length = request.getContentLengthLong();
    // A client that expects 100 Continue has not sent its body.
    if (length == 0 || length > MOST || request.getHeader("Expect") != null) {
      return;
    }
    boolean waits = length > 0 && WAITING.tryAcquire();
    try {
      drain(request.getInputStream(), length > 0 ? length : MOST, waits ? PATIENCE_NANOS : 0);
    } catch (IOException e) {
      LOG.debug("body_not_discarded", e);
    } finally {
      if (waits) {
        WAITING.release();
      }
    }
  }

  private static void drain(ServletInputStream body, long length, long nanos) throws IOException {
    long start = System.nanoTime();
    byte[] bytes = new byte[AT_ONCE];
    long discarded = 0;
    while (discarded < length && !body.isFinished()) {
      int available = body.available();
      if (available > 0) {
        discarded += Math.max(0, body.read(bytes, 0, Math.min(available, AT_ONCE)));
      } else if (System.nanoTime() - start < nanos) {
        LockSupport.parkNanos(PAUSE_NANOS);
      } else {
        return;
      }
    }
  }
}
