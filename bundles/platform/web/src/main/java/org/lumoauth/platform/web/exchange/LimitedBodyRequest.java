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

/** A request whose body is limited, and counted into the budget of the node while it is handled. */
class LimitedBodyRequest extends HttpServletRequestWrapper {
  private static final Logger LOG = LoggerFactory.getLogger(LimitedBodyRequest.class);

  private final RequestBodyBudget budget;
  private final AtomicLong taken = new AtomicLong();
  private int limit;
  private ServletInputStream body;
  private byte[] whole;

  /** With the limit of operations that do not take large bodies. */
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
   * Discards the body, which is no larger than any operation accepts: if the connection is closed
   * before it was read, the client does not receive the answer (RFC 9112 section 9.6). A client
   * that waits for a word before it sends the body gets the answer instead.
   */
  private void discard() {
    if (getHeader("Expect") != null) {
      return;
    }
    try {
      super.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      LOG.debug("body_not_discarded", e); // the client has gone
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

  /** Gives back what the body took of the budget. */
  void release() {
    long bytes = taken.getAndSet(0);
    if (bytes > 0) {
      budget.release(bytes);
    }
  }

  /** What is left of the body. Where its length is told, no more room than that is made for it. */
  byte[] readRemaining() throws IOException {
    int length = getContentLength();
    ServletInputStream in = getInputStream();
    return length < 0 ? in.readAllBytes() : in.readNBytes(length);
  }

  /**
   * The whole body, which can be read once more afterwards. Nothing of it may have been read
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
