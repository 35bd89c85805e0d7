/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.dispatch;

import java.io.IOException;
import java.io.InputStream;
import javax.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drains the body of a rejected request. Bytes that have arrived are read, so that a client that
 * sent its whole request finds the connection open and can read the error (RFC 9112 section 9.6).
 * It does not wait for more bytes.
 */
final class UnreadBodyDrainer {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadBodyDrainer.class);

  /** Above this number of bytes the connection is closed anyway. */
  private static final int MOST = 8 * 1024 * 1024;

  private static final int AT_ONCE = 8192;

  private UnreadBodyDrainer() {}

  /** Reads and discards the bytes that have arrived. Never blocks. */
  static void discard(HttpServletRequest request) {
    long length = request.getContentLengthLong();
    // A client that expects 100 Continue has not sent its body.
    if (length == 0 || length > MOST || request.getHeader("Expect") != null) {
      return;
    }
    try {
      InputStream body = request.getInputStream();
      byte[] bytes = new byte[AT_ONCE];
      int available = body.available();
      while (available > 0 && body.read(bytes, 0, Math.min(available, AT_ONCE)) >= 0) {
        available = body.available();
      }
    } catch (IOException e) {
      LOG.debug("body_not_discarded", e);
    }
  }
}
