/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.settings.HttpServerSettings;
import org.lumoauth.platform.web.settings.RequestBodyBudget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request with a limited body that is counted against the node's budget while it is handled. */
class LimitedBodyRequest extends HttpServletRequestWrapper {
  private static final Logger LOG = LoggerFactory.getLogger(LimitedBodyRequest.class);

  private final RequestBodyBudget budget;
  private final AtomicLong taken = new AtomicLong();
  private int limit;
  private ServletInputStream body;
  private byte[] whole;

  /** Creates a request with the default limit, for operations that do not accept large bodies. */
  LimitedBodyRequest(HttpServletRequest request, HttpServerSettings.Values settings) {
    super(request);
    this.budget = settings.bodyBudget();
    this.limit = settings.bodyBytes(false);
  }

  /**
   * Sets the limit of the operation, before its body is read.
   *
   * @throws ApiException 413 {@code payload_too_large} if the body is known to be larger
   */
  void setLimit(int bytes) {
    limit = bytes;
    if (getContentLengthLong() > bytes) {
      discard();
      throw LimitedBodyStream.tooLarge(bytes);
    }
  }

  /**
   * Discards the body, which is not larger than any operation accepts: if the connection is closed
   * before the body is read, the client does not receive the response (RFC 9112 section 9.6). A
   * client that waits for 100 Continue receives the response instead.
   */
  private void discard() {
    if (getHeader("Expect") != null) {
      return;
    }
    try {
      super.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      LOG.debug("body_not_discarded", e); // the client has disconnected
    }
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (body == null) {
      body = new LimitedBodyStream(super.getInputStream(), () -> limit, this::take);
    }
    return body;
  }

  private void take(int bytes) {
    budget.take(bytes);
    taken.addAndGet(bytes);
  }

  /** Returns the body's share to the budget. */
  void release() {
    long bytes = taken.getAndSet(0);
    if (bytes > 0) {
      budget.release(bytes);
    }
  }

  /** Reads the rest of the body. If its length is known, only that much memory is allocated. */
  byte[] readRemaining() throws IOException {
    int length = getContentLength();
    ServletInputStream in = getInputStream();
    return length < 0 ? in.readAllBytes() : in.readNBytes(length);
  }

  /**
   * Reads the whole body, which can be read once more afterwards. No part of it may have been read
   * before.
   */
  byte[] wholeBody() throws IOException {
    if (whole == null) {
      whole = readRemaining();
      body = new BufferedBodyStream(whole);
    }
    return whole.clone();
  }

  @Override
  public BufferedReader getReader() throws IOException {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }
}
