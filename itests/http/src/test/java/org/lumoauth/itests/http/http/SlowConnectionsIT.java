/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * Slow and idle connections take no threads. The server is one of its own: it is left with few
 * connections to spare.
 */
class SlowConnectionsIT {
  private static final int SLOW = 1_000;
  private static final int IDLE = 3_000;
  private static final int MEASURED = 300;

  /** How much longer a request may take than without the other connections. */
  private static final Duration ADDED = Duration.ofMillis(100);

  private static final String HEAD =
      "POST /t/%s/api/v1/oauth/token HTTP/1.1\r\nHost: a\r\n"
          + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\ngrant";

  private static TestServer server;
  private static TestTenant tenant;
  private static TestApplication app;

  @BeforeAll
  static void start() throws IOException {
    server =
        TestServer.startWith(
            Map.of(
                "org.lumoauth.platform.http.cfg",
                "idleTimeoutSeconds = 600\nbodyTimeoutSeconds = 600\n"));
    tenant = TestTenant.create(server);
    app = TestApplication.register(tenant, Map.of("grantTypes", List.of("client_credentials")));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  /** The same requests are measured before the slow connections are there, and with them. */
  @Test
  void answersHealthAndTokensQuickly() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    measure(client, token()); // the first requests of a server are slow
    Duration[] health = measure(client, health());
    Duration[] token = measure(client, token());
    List<SocketChannel> connections = new ArrayList<>();
    try {
      byte[] slow = HEAD.formatted(tenant.slug()).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < SLOW + IDLE; i++) {
        SocketChannel connection = connect();
        connections.add(connection);
        if (i < SLOW) {
          connection.write(ByteBuffer.wrap(slow));
        }
      }

      HttpClient another = HttpClient.newHttpClient(); // with a connection that is made now
      assertNotSlower(health, measure(another, health()), "health");
      assertNotSlower(token, measure(another, token()), "token");
    } finally {
      for (SocketChannel connection : connections) {
        connection.close();
      }
    }
  }

  private static SocketChannel connect() throws IOException {
    URI base = URI.create(server.base());
    return SocketChannel.open(new InetSocketAddress(base.getHost(), base.getPort()));
  }

  private static void assertNotSlower(Duration[] alone, Duration[] crowded, String what) {
    assertWithin(at(alone, 99).plus(ADDED), at(crowded, 99), what + ", p99");
  }

  private static void assertWithin(Duration limit, Duration took, String what) {
    assertTrue(took.compareTo(limit) <= 0, what + ": " + took + ", limit " + limit);
  }

  private static Duration at(Duration[] sorted, int percent) {
    return sorted[sorted.length * percent / 100];
  }

  /** The times that requests one after the other took, sorted. */
  private static Duration[] measure(HttpClient client, HttpRequest request) throws Exception {
    Duration[] times = new Duration[MEASURED];
    for (int i = 0; i < MEASURED; i++) {
      long begun = System.nanoTime();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      times[i] = Duration.ofNanos(System.nanoTime() - begun);
      assertEquals(200, answer.statusCode(), answer.body());
    }
    Arrays.sort(times);
    return times;
  }

  private static HttpRequest health() {
    return HttpRequest.newBuilder(URI.create(server.base() + "/system/health/live")).build();
  }

  private static HttpRequest token() {
    String pair = app.id() + ":" + app.secret();
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(
            URI.create(server.base() + "/t/" + tenant.slug() + "/api/v1/oauth/token"))
        .header("Authorization", "Basic " + basic)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
        .build();
  }
}
