package org.lumoauth.itests.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider of tokens that does what a test tells it to, right or wrong. */
final class StubProvider implements AutoCloseable {
  static final String JSON = "application/json";

  /** What it answers to a token request. */
  interface Behaviour {
    void answer(HttpExchange exchange, Map<String, String> form) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
  private final List<Map<String, String>> revocations = new CopyOnWriteArrayList<>();
  private final AtomicInteger issued = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Behaviour behaviour = gives(3_600);

  StubProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/token",
        exchange -> {
          Map<String, String> form = form(exchange);
          requests.add(form);
          behaviour.answer(exchange, form);
          exchange.close();
        });
    server.createContext(
        "/revoke",
        exchange -> {
          revocations.add(form(exchange));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Token requests, in their order. */
  List<Map<String, String>> requests() {
    return requests;
  }

  /** Revocation requests, in their order. */
  List<Map<String, String>> revocations() {
    return revocations;
  }

  void behaves(Behaviour how) {
    behaviour = how;
  }

  /** Gives new tokens each time, a new refresh token with them. */
  Behaviour gives(int seconds) {
    return (exchange, form) -> {
      int number = issued.incrementAndGet();
      send(
          exchange,
          200,
          JSON,
          ("{\"access_token\":\"stub-access-%d\",\"token_type\":\"bearer\",\"expires_in\":%d,"
                  + "\"refresh_token\":\"stub-refresh-%d\"}")
              .formatted(number, seconds, number));
    };
  }

  /** The same after all of them have come, or time is up for them. */
  Behaviour givesWhen(CountDownLatch let, int seconds) {
    return (exchange, form) -> {
      await(let);
      gives(seconds).answer(exchange, form);
    };
  }

  /** Answers just this. */
  static Behaviour says(int status, String type, String body) {
    return (exchange, form) -> send(exchange, status, type, body);
  }

  /** Answers nothing as long as it runs. */
  Behaviour hangs() {
    return (exchange, form) -> await(closed);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return Query.in("http://form/?" + body);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
