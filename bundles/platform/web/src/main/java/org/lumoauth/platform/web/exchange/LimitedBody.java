package org.lumoauth.platform.web.exchange;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeoutException;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import org.lumoauth.api.web.Problem;

/** A request body that ends in a 413 when it is longer than allowed, whatever its framing. */
final class LimitedBody extends ServletInputStream {
  private final ServletInputStream body;
  private int left;

  LimitedBody(ServletInputStream body, int limit) {
    this.body = body;
    this.left = limit;
  }

  static Problem tooLarge() {
    return new Problem(413, "payload_too_large", "The body is too large.");
  }

  /** The client broke off, took too long, or its framing is malformed. */
  private static Problem unreadable(IOException e) {
    return e instanceof InterruptedIOException || e.getCause() instanceof TimeoutException
        ? new Problem(408, "request_timeout", "The request body took too long to arrive.")
        : Problem.invalidRequest("The request body is malformed or incomplete.");
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
    int read;
    try {
      read = body.read(bytes, offset, length);
    } catch (IOException e) {
      throw unreadable(e);
    }
    if (read > 0) {
      count(read);
    }
    return read;
  }

  private void count(int read) {
    left -= read;
    if (left < 0) {
      throw tooLarge();
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
