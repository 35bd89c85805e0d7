/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** The start pages of the server and of a tenant. */
@ExtendWith(DefaultServerExtension.class)
class StartPagesIT {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

  private static TestServer server;
  private static TestTenant tenant;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
  }

  @Test
  void showsProductVersionAndReadinessInTheReadersLanguage() throws Exception {
    HttpResponse<String> page = get("/", BROWSER, "de");

    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("lang=\"de\""), page.body());
    assertTrue(page.body().contains("Dieser Server läuft"), page.body());
    assertTrue(page.body().contains("Bereit"), page.body());
    assertTrue(page.body().contains("href=\"/system/health/ready\""), page.body());
    assertFalse(page.body().contains(tenant.slug()), "names no tenant");
    assertStrict(page);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "*/*"})
  void respondsToAProgramWithTheSameFacts(String accept) throws Exception {
    JsonNode body = json(get("/", accept, "en"));

    assertEquals("LumoAuth", body.path("name").asText());
    assertTrue(body.path("version").asText().matches("\\d+\\.\\d+\\.\\d+.*"), body.toString());
    assertTrue(body.path("ready").asBoolean(), body.toString());
    String api = body.path("links").path("api").asText();
    assertEquals(200, get(api.substring(server.base().length()), "*/*", "en").statusCode());
  }

  @Test
  void showsATenantWithLinksThatWork() throws Exception {
    HttpResponse<String> page = get("/t/" + tenant.slug(), BROWSER, "en");

    assertEquals(200, page.statusCode());
    assertTrue(page.uri().getPath().endsWith("/"), page.uri().toString());
    assertStrict(page);
    for (String link : new String[] {"/login", "/account", "/approvals"}) {
      String path = "/t/" + tenant.slug() + link;
      assertTrue(page.body().contains("href=\"" + path + "\""), page.body());
    }
    JsonNode links = json(get("/t/" + tenant.slug(), "application/json", "en")).path("links");
    assertTrue(links.path("login").asText().endsWith("/login"), links.toString());
    assertEquals(200, get("/t/" + tenant.slug() + "/login", BROWSER, "en").statusCode());
  }

  @Test
  void revealsNothingAboutUnknownTenant() throws Exception {
    HttpResponse<String> page = get("/t/no-such-tenant", BROWSER, "en");

    assertEquals(404, page.statusCode());
    assertFalse(page.body().contains("no-such-tenant"), page.body());
    assertEquals(404, get("/t/no-such-tenant", "application/json", "en").statusCode());
  }

  private static void assertStrict(HttpResponse<String> page) {
    String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
    assertTrue(policy.startsWith("default-src 'none'"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertEquals("no-store", page.headers().firstValue("Cache-Control").orElse(""));
    assertFalse(page.body().contains("<script"), page.body());
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    assertEquals(200, answer.statusCode(), answer.body());
    return new ObjectMapper().readTree(answer.body());
  }

  private static HttpResponse<String> get(String path, String accept, String language)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.base() + path))
            .header("Accept", accept)
            .header("Accept-Language", language)
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }
}
