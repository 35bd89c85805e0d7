/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
  private static final String HEAD = "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n";

  private final CountDownLatch blocked = new CountDownLatch(1);
  private final CountDownLatch blocking = new CountDownLatch(1);
  private final CountDownLatch streaming = new CountDownLatch(1);

  /** Answers the length of the body; waits at {@code /block}. */
  private final HttpServlet servlet =
      new HttpServlet() {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
          if (request.getRequestURI().equals("/block")) {
            blocking.countDown();
            await(blocked);
          }
          if (request.getRequestURI().equals("/stream")) {
            streaming.countDown();
          }
          String answer;
          try {
            answer = "length=" + request.getInputStream().readAllBytes().length;
          } catch (IOException e) {
            answer = "failed=" + e.getCause().getClass().getSimpleName();
          }
          response.setContentLength(answer.length());
          response.getOutputStream().print(answer);
        }
      };

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpEngineConfig small(Map<String, Object> changed) {
    return EngineFixture.config(changed);
  }

  @Test
  void assemblesBodySentInParts() throws Exception {
    try (var engine = new EngineFixture(servlet);
        Socket socket = engine.connect()) {
      EngineFixture.send(socket, HEAD.formatted("/a", 6) + "abc");
      EngineFixture.send(socket, "def");

      assertTrue(EngineFixture.response(socket).endsWith("length=6"));
      EngineFixture.send(socket, HEAD.formatted("/a", 2) + "xy");
      assertTrue(EngineFixture.response(socket).endsWith("length=2"));
    }
  }

  @Test
  void slowBodiesOccupyNoThread() throws Exception {
    try (var engine = new EngineFixture(servlet, small(Map.of("workerThreads", 8)), null)) {
      List<Socket> slow = new ArrayList<>();
      try {
        for (int i = 0; i < 100; i++) {
          slow.add(engine.connect());
          EngineFixture.send(slow.get(i), HEAD.formatted("/a", 1000) + "a");
        }

        try (Socket quick = engine.connect()) {
          EngineFixture.send(quick, HEAD.formatted("/a", 2) + "xy");
          assertTrue(EngineFixture.response(quick).endsWith("length=2"));
        }
        for (Socket socket : slow) {
          EngineFixture.send(socket, "b".repeat(999));
          assertTrue(EngineFixture.response(socket).endsWith("length=1000"));
        }
      } finally {
        for (Socket socket : slow) {
          socket.close();
        }
      }
    }
  }

  @Test
  void readsOtherRequestsWhileHandlerOfDelayedBodyBlocks() throws Exception {
    try (var engine = new EngineFixture(servlet);
        Socket late = engine.connect()) {
      EngineFixture.send(
          late,
          "POST /block HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
      assertTrue(EngineFixture.response(late).startsWith("HTTP/1.1 100 "));
      EngineFixture.send(late, "abc");
      await(blocking);

      for (int i = 0; i < ConnectorFactory.selectors(); i++) { // one of them has the selector
        try (Socket other = engine.connect()) {
          EngineFixture.send(other, HEAD.formatted("/a", 2) + "xy");
          assertTrue(EngineFixture.response(other).endsWith("length=2"));
        }
      }
      blocked.countDown();
      assertTrue(EngineFixture.response(late).endsWith("length=3"));
    } finally {
      blocked.countDown();
    }
  }

  @Test
  void answersHealthCheckIfAllWorkersAreBusy() throws Exception {
    try (var engine = new EngineFixture(servlet, small(Map.of("workerThreads", 4)), null)) {
      List<Socket> busy = new ArrayList<>();
      try {
        for (int i = 0; i < 50; i++) {
          busy.add(engine.connect());
          EngineFixture.send(busy.get(i), "GET /block HTTP/1.1\r\nHost: a\r\n\r\n");
        }

        try (Socket socket = engine.connect()) {
          EngineFixture.send(socket, "GET /system/health/live HTTP/1.1\r\nHost: a\r\n\r\n");
          assertTrue(EngineFixture.response(socket).endsWith("length=0"));
        }
        blocked.countDown();
        for (Socket socket : busy) {
          assertTrue(EngineFixture.response(socket).endsWith("length=0"));
        }
      } finally {
        blocked.countDown();
        for (Socket socket : busy) {
          socket.close();
        }
      }
    }
  }

  @Test
  void returns408ForTooSlowBody() throws Exception {
    try (var engine = new EngineFixture(servlet, small(Map.of("bodyTimeoutSeconds", 1)), null);
        Socket socket = engine.connect()) {
      EngineFixture.send(socket, HEAD.formatted("/a", 10) + "abc");

      String answer = EngineFixture.response(socket);
      assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
      assertTrue(answer.contains("\"request_timeout\""), answer);
      assertEquals(0, engine.memory().takenBytes());
    }
  }

  @Test
  void rejectsBodyExceedingMemoryBudget() throws Exception {
    HttpEngineConfig config = small(Map.of("maxBufferedBodyBytes", 1024L * 1024));
    try (var engine = new EngineFixture(servlet, config, null);
        Socket first = engine.connect();
        Socket second = engine.connect()) {
      EngineFixture.send(first, HEAD.formatted("/a", 500_001) + "a".repeat(500_000));
      while (engine.memory().takenBytes() < 500_000) {
        Thread.onSpinWait();
      }
      EngineFixture.send(second, HEAD.formatted("/a", 100_000) + "a".repeat(100_000));

      String answer = EngineFixture.response(second);
      assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
      assertTrue(answer.contains("Retry-After: 1"), answer);
      assertTrue(answer.contains("\"temporarily_unavailable\""), answer);
      // A small body is still taken.
      try (Socket small = engine.connect()) {
        EngineFixture.send(small, HEAD.formatted("/a", 5_000) + "a".repeat(5_000));
        assertTrue(EngineFixture.response(small).endsWith("length=5000"));
      }
      EngineFixture.send(first, "a");
      assertTrue(EngineFixture.response(first).endsWith("length=500001"));
      while (engine.memory().takenBytes() > 0) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void releasesMemoryIfClientDisconnects() throws Exception {
    try (var engine = new EngineFixture(servlet)) {
      try (Socket socket = engine.connect()) {
        EngineFixture.send(socket, HEAD.formatted("/a", 5_000) + "abc");
        while (engine.memory().takenBytes() == 0) {
          Thread.onSpinWait();
        }
      }
      while (engine.memory().takenBytes() > 0) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void streamsRestOfBodyBeyondBufferLimit() throws Exception {
    try (var engine = new EngineFixture(servlet);
        Socket socket = engine.connect()) {
      EngineFixture.send(
          socket, "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
      String chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
      EngineFixture.send(socket, chunk.repeat(20) + "0\r\n\r\n");

      assertTrue(EngineFixture.response(socket).endsWith("length=" + 20 * 0x10000));
    }
  }

  @Test
  void streamsBodyForStreamingRoute() throws Exception {
    try (var engine =
            new EngineFixture(servlet, small(Map.of()), (method, path) -> path.equals("/stream"));
        Socket socket = engine.connect()) {
      EngineFixture.send(socket, HEAD.formatted("/stream", 6) + "abc");
      await(streaming); // it has begun before its body is there

      EngineFixture.send(socket, "def");
      assertTrue(EngineFixture.response(socket).endsWith("length=6"));
      assertEquals(0, engine.memory().takenBytes());
    }
  }

  @Test
  void abortsTooSlowStream() throws Exception {
    try (var engine =
            new EngineFixture(
                servlet,
                small(Map.of("streamedBodyTimeoutSeconds", 1)),
                (method, path) -> path.equals("/stream"));
        Socket socket = engine.connect()) {
      EngineFixture.send(socket, HEAD.formatted("/stream", 6) + "abc");

      String answer = EngineFixture.response(socket);
      assertTrue(answer.endsWith("failed=TimeoutException"), answer);
    }
  }

  @Test
  void streamsUseOnlyTheirOwnThreads() throws Exception {
    try (var engine =
        new EngineFixture(
            servlet, small(Map.of("workerThreads", 4)), (method, path) -> path.equals("/stream"))) {
      List<Socket> slow = new ArrayList<>();
      try {
        for (int i = 0; i < 20; i++) {
          slow.add(engine.connect());
          EngineFixture.send(slow.get(i), HEAD.formatted("/stream", 6) + "abc");
        }
        try (Socket quick = engine.connect()) {
          EngineFixture.send(quick, HEAD.formatted("/a", 2) + "xy");
          assertTrue(EngineFixture.response(quick).endsWith("length=2"));
        }
      } finally {
        for (Socket socket : slow) {
          socket.close();
        }
      }
    }
  }

  @Test
  void ignoresHttp2UpgradeOffer() throws Exception {
    try (var engine = new EngineFixture(servlet)) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + engine.port() + "/a"))
                      .POST(HttpRequest.BodyPublishers.ofString("abc"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());

      assertEquals("length=3", answer.body());
      assertEquals(HttpClient.Version.HTTP_1_1, answer.version());
    }
  }

  @Test
  void returns503WithoutServlet() throws Exception {
    try (var engine = new EngineFixture(null);
        Socket socket = engine.connect()) {
      EngineFixture.send(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");

      String answer = EngineFixture.response(socket);
      assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
      assertTrue(answer.contains("Retry-After: 1"), answer);
    }
  }

  @Test
  void completesPendingRequestsOnShutdown() throws Exception {
    try (var engine = new EngineFixture(servlet);
        Socket slow = engine.connect();
        Socket other = engine.connect()) {
      EngineFixture.send(slow, HEAD.formatted("/a", 6) + "abc");
      while (engine.memory().takenBytes() == 0) {
        Thread.onSpinWait();
      }
      CompletableFuture<Long> drained =
          CompletableFuture.supplyAsync(() -> engine.drain(Duration.ofSeconds(30)));
      String refusal;
      do { // until the drain has begun
        EngineFixture.send(other, "GET /a HTTP/1.1\r\nHost: a\r\n\r\n");
        refusal = EngineFixture.response(other);
      } while (refusal.startsWith("HTTP/1.1 200 "));

      assertTrue(refusal.startsWith("HTTP/1.1 503 "), refusal);
      assertTrue(refusal.contains("Connection: close"), refusal);
      assertTrue(refusal.contains("Retry-After: 5"), refusal);
      assertFalse(drained.isDone());
      EngineFixture.send(slow, "def");
      assertTrue(EngineFixture.response(slow).endsWith("length=6"));
      assertEquals(0, drained.get(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void limitsShutdownWaitingTime() throws Exception {
    try (var engine = new EngineFixture(servlet);
        Socket slow = engine.connect()) {
      EngineFixture.send(slow, HEAD.formatted("/a", 6) + "abc");
      while (engine.memory().takenBytes() == 0) {
        Thread.onSpinWait();
      }

      assertEquals(1, engine.drain(Duration.ofMillis(50)));
    }
  }
}
