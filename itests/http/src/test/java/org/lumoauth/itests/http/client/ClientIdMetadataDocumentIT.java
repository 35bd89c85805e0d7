/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Clients identified by the URL of a metadata document with arbitrary content. */
@ExtendWith(DefaultServerExtension.class)
class ClientIdMetadataDocumentIT {
  private static TestServer server;
  private static StubSite site;
  private static TestTenant tenant;

  @BeforeAll
  static void start(TestServer shared, StubSite sharedSite) throws IOException {
    server = shared;
    site = sharedSite;
    tenant = TestTenant.create(server);
    tenant.admin().patch("/admin/settings/cimd", Map.of("enabled", true)).expect(200);
  }

  @Test
  void refusesClientWithOversizedDocument() throws Exception {
    String path = "/cimd/large.json";
    String document = document(path, Map.of("padding", "x".repeat(5 * 1024)));
    site.show(path, document);

    assertUnknown(path, "the response is larger than 5120 bytes");
  }

  @Test
  void refusesClientWithForeignDocument() throws Exception {
    String path = "/cimd/other.json";
    site.show(path, document("/cimd/somebody.json", Map.of()));

    assertUnknown(path, "client_id is not the URL of the document");
  }

  @Test
  void refusesClientWithNonJsonDocument() throws Exception {
    String path = "/cimd/typed";
    site.show(path, document(path, Map.of())); // which the site calls application/jwt

    assertUnknown(path, "the content type is not JSON");
  }

  @Test
  void refusesClientWhoseUrlRedirects() throws Exception {
    String path = "/cimd/moved.json";
    String next = "/cimd/there.json";
    AtomicInteger followed = new AtomicInteger();
    site.answer(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Location", site.address(next));
          exchange.sendResponseHeaders(302, -1);
        });
    site.answer(
        next,
        exchange -> {
          followed.incrementAndGet();
          send(exchange, document(path, Map.of()));
        });

    assertUnknown(path, "status 302");
    assertEquals(0, followed.get());
  }

  @Test
  void acceptsClientOnceItsDocumentIsAvailable() throws Exception {
    String path = "/cimd/later.json";
    site.answer(path, exchange -> exchange.sendResponseHeaders(500, -1));
    assertUnknown(path, "status 500");

    site.answer(path, exchange -> send(exchange, document(path, Map.of())));

    ConditionPoller.until(
        "it is known", Duration.ofSeconds(90), () -> authorize(path).status() == 303);
  }

  @Test
  void fetchesCacheableDocumentOnce() throws Exception {
    String path = "/cimd/kept.json";
    AtomicInteger asked = new AtomicInteger();
    site.answer(
        path,
        exchange -> {
          asked.incrementAndGet();
          exchange.getResponseHeaders().add("Cache-Control", "max-age=3600");
          send(exchange, document(path, Map.of()));
        });

    for (int i = 0; i < 3; i++) {
      assertEquals(303, authorize(path).status());
    }

    assertEquals(1, asked.get());
  }

  private static void assertUnknown(String path, String reason) throws Exception {
    TestBrowser browser = authorize(path);

    assertEquals(400, browser.status(), browser.text());
    assertEquals("", browser.location());
    assertTrue(browser.text().contains("<html"), browser.text());
    String line = "url=" + site.address(path) + " reason=" + reason;
    ConditionPoller.until(line, Duration.ofSeconds(30), () -> server.logs().contains(line));
  }

  private static TestBrowser authorize(String path) {
    TestApplication app =
        new TestApplication(
            tenant, site.address(path), "", new ApiClient(tenant.admin().base(), Map.of()));
    return new TestBrowser(server.base()).openOnly(app.authorize(app.request(Map.of())));
  }

  private static String document(String path, Map<String, String> more) throws IOException {
    Map<String, Object> document = new HashMap<>(more);
    document.put("client_id", site.address(path));
    document.put("client_name", "Sketch pad");
    document.put("redirect_uris", List.of(TestApplication.REDIRECT_URI));
    document.put("token_endpoint_auth_method", "none");
    return ApiClient.JSON.writeValueAsString(document);
  }

  private static void send(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }
}
