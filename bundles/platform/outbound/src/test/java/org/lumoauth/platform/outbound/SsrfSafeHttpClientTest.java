/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.outbound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.conn.DnsResolver;
import org.apache.http.impl.conn.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.platform.web.address.IpAddressRanges;

class SsrfSafeHttpClientTest {

  private static final IpAddressRanges LOOPBACK = IpAddressRanges.of("127.0.0.0/8");
  private static final IpAddressRanges NONE = IpAddressRanges.of();

  private final AtomicInteger requests = new AtomicInteger();
  private final Set<Integer> connections = ConcurrentHashMap.newKeySet();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/keys",
        exchange -> {
          requests.incrementAndGet();
          connections.add(exchange.getRemoteAddress().getPort());
          exchange.getResponseHeaders().add("Cache-Control", "max-age=60");
          exchange.sendResponseHeaders(200, 4);
          exchange.getResponseBody().write("keys".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.createContext(
        "/elsewhere",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/keys");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.createContext(
        "/never",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('a');
          exchange.getResponseBody().flush();
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://10.1.2.3/",
        "https://172.16.0.1:8443/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest",
        "https://100.64.0.1/",
        "https://0.0.0.0/",
        "https://[::1]/",
        "https://[::]/",
        "https://[fe80::1]/",
        "https://[fd00::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://localhost/",
        "https://LOCALHOST./",
        "https://api.localhost/",
        "https://2130706433/"
      })
  void rejectsLiteralSpecialUseAddresses(String url) {
    var http = new SsrfSafeHttpClient(host -> fail("asked for " + host), NONE, 5);

    var refusal =
        assertThrows(OutboundException.class, () -> http.requireAllowedUrl(URI.create(url)));

    assertTrue(refusal.isRefused());
    assertEquals("the host is invalid or has a special-use address", refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://receiver.example/",
        "http://8.8.8.8/",
        "ftp://receiver.example/",
        "http://localhost/"
      })
  void rejectsNonHttpsUrls(String url) {
    var http = new SsrfSafeHttpClient(host -> fail("asked for " + host), NONE, 5);

    assertTrue(
        assertThrows(OutboundException.class, () -> http.requireAllowedUrl(URI.create(url)))
            .isRefused());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://receiver.example/",
        "https://8.8.8.8/",
        "https://[2606:4700::1111]/",
        "https://localhost.example/",
        "https://127.0.0.1.example/",
        "https://dead.beef.example/"
      })
  void checksUrlWithoutResolvingName(String url) {
    var http = new SsrfSafeHttpClient(host -> fail("asked for " + host), NONE, 5);

    assertDoesNotThrow(() -> http.requireAllowedUrl(URI.create(url)));
  }

  @Test
  void acceptsAddressesAllowedByOperator() {
    var http = new SsrfSafeHttpClient(host -> fail("asked for " + host), LOOPBACK, 5);

    assertDoesNotThrow(() -> http.requireAllowedUrl(URI.create("https://127.0.0.1/")));
    assertDoesNotThrow(() -> http.requireAllowedUrl(URI.create("http://localhost:8080/")));
    assertDoesNotThrow(() -> http.requireAllowedUrl(URI.create("http://127.0.0.1:8080/")));
    assertThrows(
        OutboundException.class, () -> http.requireAllowedUrl(URI.create("https://10.0.0.1/")));
    assertThrows(
        OutboundException.class, () -> http.requireAllowedUrl(URI.create("http://8.8.8.8/")));
  }

  @Test
  void readsResponseOfAllowedAddress() throws Exception {
    var answer = http(LOOPBACK).send(get("http://127.0.0.1:" + port() + "/keys", 100));

    assertEquals(200, answer.status());
    assertArrayEquals("keys".getBytes(StandardCharsets.UTF_8), answer.body());
    assertEquals(Optional.of("max-age=60"), answer.header("cache-control"));
  }

  @Test
  void reusesAConnectionOnlyWithinTheReuseTime() throws Exception {
    var request = get("http://127.0.0.1:" + port() + "/keys", 100);
    var reusing =
        new SsrfSafeHttpClient(
            SystemDefaultDnsResolver.INSTANCE, LOOPBACK, 5, Duration.ofMinutes(1));
    reusing.send(request);
    reusing.send(request);
    assertEquals(1, connections.size());
    reusing.close();

    connections.clear();
    var expiring =
        new SsrfSafeHttpClient(
            SystemDefaultDnsResolver.INSTANCE, LOOPBACK, 5, Duration.ofMillis(1));
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          while (connections.size() < 2) {
            expiring.send(request);
          }
        });
    expiring.close();
  }

  @Test
  void doesNotFollowRedirect() throws Exception {
    var answer = http(LOOPBACK).send(get("http://127.0.0.1:" + port() + "/elsewhere", 100));

    assertEquals(302, answer.status());
    assertEquals(0, requests.get());
  }

  @Test
  void rejectsTooLargeResponse() {
    var request = get("http://127.0.0.1:" + port() + "/keys", 3);

    var refusal = assertThrows(OutboundException.class, () -> http(LOOPBACK).send(request));

    assertTrue(refusal.getMessage().contains("larger than 3 bytes"), refusal.getMessage());
  }

  @Test
  void timesOutEndlessResponse() {
    var request =
        new OutboundRequest(
            "test",
            "GET",
            URI.create("http://127.0.0.1:" + port() + "/never"),
            Map.of(),
            Optional.empty(),
            Duration.ofMillis(300),
            100);

    var refusal = assertThrows(OutboundException.class, () -> http(LOOPBACK).send(request));

    assertFalse(refusal.isRefused());
    assertEquals("no response in time", refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data/",
        "https://192.168.1.1/",
        "https://100.64.0.1/",
        "https://0.0.0.0/",
        "https://2130706433/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fe80::1]/",
        "https://[fc00::1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/"
      })
  void rejectsInternalAddresses(String url) {
    assertRefused("the host resolves to an address that must not be called", url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://example.com/", "ftp://example.com/"})
  void rejectsRequestsWithoutHttps(String url) {
    assertRefused("the URL must use https", url);
  }

  @Test
  void rejectsUrlWithUserInfo() {
    assertRefused("the URL has no host, or contains user information", "https://user@example.com/");
  }

  @Test
  void rejectsNameWithAnyPrivateAddress() {
    DnsResolver names =
        host ->
            new InetAddress[] {
              InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.1")
            };

    var refusal =
        assertThrows(
            OutboundException.class,
            () ->
                new SsrfSafeHttpClient(names, NONE, 5)
                    .send(get("https://rebinding.example/", 100)));

    assertTrue(refusal.isRefused());
    assertEquals("the host resolves to an address that must not be called", refusal.getMessage());
  }

  @Test
  void connectsOnlyToCheckedAddress() {
    var asked = new AtomicInteger();
    DnsResolver names =
        host ->
            new InetAddress[] {
              InetAddress.getByName(asked.getAndIncrement() == 0 ? "192.0.2.1" : "127.0.0.1")
            };
    var allowed = IpAddressRanges.of("192.0.2.1");

    var refusal =
        assertThrows(
            OutboundException.class,
            () ->
                new SsrfSafeHttpClient(names, allowed, 5)
                    .send(get("http://rebinding.example:" + port() + "/keys", 100)));

    assertEquals("the host resolves to an address that must not be called", refusal.getMessage());
    assertTrue(refusal.isRefused());
    assertEquals(0, requests.get());
  }

  private static void assertRefused(String reason, String url) {
    DnsResolver names =
        host ->
            host.equals("example.com")
                ? new InetAddress[] {InetAddress.getByName("93.184.216.34")}
                : InetAddress.getAllByName(host);
    var http = new SsrfSafeHttpClient(names, NONE, 5);

    var refusal = assertThrows(OutboundException.class, () -> http.send(get(url, 100)));

    assertEquals(reason, refusal.getMessage());
    assertTrue(refusal.isRefused());
  }

  private SsrfSafeHttpClient http(IpAddressRanges allowed) {
    return new SsrfSafeHttpClient(InetAddress::getAllByName, allowed, 5);
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private static OutboundRequest get(String url, int maxBytes) {
    return OutboundRequest.json("test", URI.create(url), maxBytes);
  }
}
