/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

/** HTTP/2 without TLS by prior knowledge (RFC 9113 section 3.3), frame by frame. */
class Http2PriorKnowledgeTest {
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int END_HEADERS = 4;
  private static final int END_STREAM = 1;

  /** Of the static table (RFC 7541 appendix A). */
  private static final int GET = 0x82;

  private static final int POST = 0x83;

  private static final int HTTP = 0x86;
  private static final int ROOT = 0x84;
  private static final int STATUS_200 = 0x88;

  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch blocking = new CountDownLatch(1);

  /** Answers with the request's body; a GET request blocks first. */
  private final HttpServlet echo =
      new HttpServlet() {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
          if (request.getMethod().equals("GET")) {
            blocking.countDown();
            await(released);
          }
          response.getOutputStream().write(request.getInputStream().readAllBytes());
        }
      };

  @Test
  void answersARequestWithABody() throws Exception {
    try (var engine = new EngineFixture(echo);
        Socket socket = engine.connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(PREFACE.getBytes(StandardCharsets.US_ASCII));
      frame(out, SETTINGS, 0, 0, new byte[0]);
      frame(out, HEADERS, END_HEADERS, 1, head(POST));
      frame(out, DATA, 0, 1, "ab".getBytes(StandardCharsets.US_ASCII));
      frame(out, DATA, END_STREAM, 1, "cd".getBytes(StandardCharsets.US_ASCII));

      DataInputStream in = new DataInputStream(socket.getInputStream());
      Frame headers = next(in, HEADERS);
      Frame data = next(in, DATA);

      assertEquals(STATUS_200, firstField(headers.payload()));
      assertEquals("abcd", new String(data.payload(), StandardCharsets.US_ASCII));
    }
  }

  @Test
  void answersAStreamWhileOthersBlock() throws Exception {
    try (var engine = new EngineFixture(echo);
        Socket socket = engine.connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(PREFACE.getBytes(StandardCharsets.US_ASCII));
      frame(out, SETTINGS, 0, 0, new byte[0]);
      for (int stream = 1; stream < 41; stream += 2) {
        frame(out, HEADERS, END_HEADERS | END_STREAM, stream, head(GET));
      }
      frame(out, HEADERS, END_HEADERS, 41, head(POST));
      frame(out, DATA, END_STREAM, 41, "ab".getBytes(StandardCharsets.US_ASCII));

      DataInputStream in = new DataInputStream(socket.getInputStream());
      assertEquals("ab", new String(next(in, DATA).payload(), StandardCharsets.US_ASCII));
      released.countDown();
      for (int stream = 1; stream < 41; stream += 2) {
        assertEquals(STATUS_200, firstField(next(in, HEADERS).payload()));
      }
    } finally {
      released.countDown();
    }
  }

  @Test
  void answersStreamWhileHandlerOfDelayedBodyBlocks() throws Exception {
    try (var engine = new EngineFixture(echo);
        Socket socket = engine.connect()) {
      OutputStream out = socket.getOutputStream();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      out.write(PREFACE.getBytes(StandardCharsets.US_ASCII));
      frame(out, SETTINGS, 0, 0, new byte[0]);
      frame(out, HEADERS, END_HEADERS, 1, head(GET));
      frame(out, PING, 0, 0, new byte[8]);
      next(in, PING); // the server has read the headers
      frame(out, DATA, END_STREAM, 1, "ab".getBytes(StandardCharsets.US_ASCII));
      await(blocking);

      frame(out, HEADERS, END_HEADERS, 3, head(POST));
      frame(out, DATA, END_STREAM, 3, "cd".getBytes(StandardCharsets.US_ASCII));

      assertEquals("cd", new String(next(in, DATA).payload(), StandardCharsets.US_ASCII));
      released.countDown();
      assertEquals("ab", new String(next(in, DATA).payload(), StandardCharsets.US_ASCII));
    } finally {
      released.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] head(int method) {
    return new byte[] {
      (byte) method, (byte) HTTP, (byte) ROOT, 0x01, 1, 'a'
    }; // :authority, not indexed
  }

  private record Frame(int type, byte[] payload) {}

  private static void frame(OutputStream out, int type, int flags, int stream, byte[] payload)
      throws IOException {
    out.write(
        new byte[] {
          0, 0, (byte) payload.length, (byte) type, (byte) flags, 0, 0, 0, (byte) stream
        });
    out.write(payload);
    out.flush();
  }

  /** The first byte after a change of the dynamic table's size (RFC 7541 section 6.3). */
  private static int firstField(byte[] block) {
    int at = 0;
    if ((block[0] & 0xe0) == 0x20) {
      at = 1;
      if ((block[0] & 0x1f) == 0x1f) {
        while ((block[at++] & 0x80) != 0) {
          // a further byte of the size
        }
      }
    }
    return block[at] & 0xff;
  }

  /** The next frame of a type; others are skipped. */
  private static Frame next(DataInputStream in, int type) throws IOException {
    while (true) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int actual = in.readUnsignedByte();
      in.readNBytes(5);
      Frame frame = new Frame(actual, in.readNBytes(length));
      if (actual == type) {
        return frame;
      }
    }
  }
}
