/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.http.impl.conn.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.platform.web.address.IpAddressRanges;

/** A server that closes each connection while a second request arrives on it. */
class ConnectionReuseTest {

  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final SsrfSafeHttpClient http =
      new SsrfSafeHttpClient(
          SystemDefaultDnsResolver.INSTANCE,
          IpAddressRanges.of("127.0.0.1"),
          5,
          Duration.ofMinutes(1));

  /** The method of each request, and its {@code Connection} header. */
  private final List<String> received = new CopyOnWriteArrayList<>();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private ServerSocket server;

  @BeforeEach
  void serve() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    threads.execute(this::accept);
  }

  @AfterEach
  void stop() throws IOException {
    http.close();
    server.close();
    threads.shutdownNow();
  }

  @Test
  void retriesGetOnceOnNewConnection() throws Exception {
    http.send(request("GET"));

    assertEquals(200, http.send(request("GET")).status());

    assertEquals(List.of("GET keep-alive", "GET keep-alive", "GET keep-alive"), received);
  }

  @Test
  void doesNotRetryPost() throws Exception {
    http.send(request("GET"));

    assertThrows(OutboundException.class, () -> http.send(request("POST")));

    assertEquals(List.of("GET keep-alive", "POST keep-alive"), received);
  }

  @Test
  void sendsNonRepeatableRequestOnNewConnection() throws Exception {
    http.send(request("GET"));

    assertEquals(200, http.send(request("POST").onNewConnection()).status());
    assertEquals(200, http.send(request("POST").onNewConnection()).status());

    assertEquals(List.of("GET keep-alive", "POST close", "POST close"), received);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        threads.execute(() -> answerOnce(socket));
      }
    } catch (IOException e) {
      return; // the server was closed
    }
  }

  private void answerOnce(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      receive(in);
      socket.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
      receive(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void receive(BufferedReader in) throws IOException {
    String method = null;
    String connection = null;
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (method == null) {
        method = line.substring(0, line.indexOf(' '));
      } else if (lower.startsWith("connection:")) {
        connection = lower.substring(11).strip();
      } else if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      }
    }
    if (method != null) {
      received.add(method + " " + connection);
      in.skip(length);
    }
  }

  private OutboundRequest request(String method) {
    return new OutboundRequest(
        "test",
        method,
        URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"),
        Map.of(),
        method.equals("POST")
            ? Optional.of("a=b".getBytes(StandardCharsets.UTF_8))
            : Optional.empty(),
        Duration.ofSeconds(20),
        100);
  }
}
