/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

class UnreadBodyDrainerTest {
  private static final int MEBIBYTE = 1024 * 1024;

  private final Body body = new Body(2 * MEBIBYTE);

  @Test
  void drainsReceivedBody() {
    UnreadBodyDrainer.discard(request(2 * MEBIBYTE, null));

    assertEquals(0, body.available());
  }

  @Test
  void doesNotDrainTooLargeBody() {
    UnreadBodyDrainer.discard(request(9 * MEBIBYTE, null));

    assertEquals(2 * MEBIBYTE, body.available());
  }

  @Test
  void waitsForBytesThatArriveLate() {
    body.arriveLate(3);

    UnreadBodyDrainer.discard(request(2 * MEBIBYTE, null));

    assertEquals(0, body.available());
  }

  /** A request without a body has no length: it must not wait for one. */
  @Test
  void doesNotWaitWithoutLength() {
    body.arriveLate(1);

    UnreadBodyDrainer.discard(request(-1, null));

    assertEquals(2 * MEBIBYTE, body.available());
  }

  /** Reading would ask for the body, of which nothing was sent. */
  @Test
  void doesNotDrainBodyAwaiting100Continue() {
    UnreadBodyDrainer.discard(request(2 * MEBIBYTE, "100-continue"));

    assertEquals(2 * MEBIBYTE, body.available());
  }

  private HttpServletRequest request(long length, String expect) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            UnreadBodyDrainerTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getContentLengthLong" -> length;
                  case "getHeader" -> arguments[0].equals("Expect") ? expect : null;
                  case "getInputStream" -> body;
                  default -> null;
                });
  }

  private static final class Body extends ServletInputStream {
    private final ByteArrayInputStream bytes;
    private int emptyCalls;

    Body(int size) {
      bytes = new ByteArrayInputStream(new byte[size]);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    /** Lets the next calls of {@link #available} return 0. */
    void arriveLate(int calls) {
      emptyCalls = calls;
    }

    @Override
    public int available() {
      return emptyCalls-- > 0 ? 0 : bytes.available();
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
