/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** What went wrong is a page for a person and an object for a program. */
@ExtendWith(DefaultServerExtension.class)
class ErrorPagesIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

  private static TestServer server;
  private static TestTenant tenant;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
  }

  @Test
  void showsErrorPageInTheUsersLanguage() throws Exception {
    HttpResponse<String> answer = get(BROWSER, "de");

    assertEquals(404, answer.statusCode());
    assertTrue(answer.headers().firstValue("Content-Type").get().startsWith("text/html"));
    assertTrue(answer.body().contains("Seite nicht gefunden"), answer.body());
    assertTrue(answer.headers().firstValue("Content-Security-Policy").isPresent());
  }

  @Test
  void returnsProblemJsonToPrograms() throws Exception {
    HttpResponse<String> answer = get("*/*", "de");

    assertEquals(404, answer.statusCode());
    assertEquals("application/json", answer.headers().firstValue("Content-Type").get());
    assertTrue(answer.body().contains("\"code\":\"resource_not_found\""), answer.body());
  }

  @Test
  void showsErrorPageForUnknownPath() throws Exception {
    HttpResponse<String> known = get("/t/" + tenant.slug() + "/no/such/page", BROWSER, "ja");
    assertEquals(404, known.statusCode());
    assertTrue(known.body().contains("lang=\"ja\""), known.body());
    assertTrue(known.body().contains("/t/" + tenant.slug() + "/assets/style."), known.body());

    HttpResponse<String> elsewhere = get("/no/such/page", BROWSER, "es");
    assertEquals(404, elsewhere.statusCode());
    assertTrue(elsewhere.body().contains("lang=\"es\""), elsewhere.body());
    assertTrue(elsewhere.headers().firstValue("Content-Security-Policy").isPresent());
  }

  @Test
  void showsUnbrandedErrorPageForUnknownTenant() throws Exception {
    HttpResponse<String> answer = get("/t/no-such-tenant/login", BROWSER, "de");

    assertEquals(404, answer.statusCode());
    assertTrue(answer.body().contains("Seite nicht gefunden"), answer.body());
    assertFalse(answer.body().contains("no-such-tenant"), answer.body());
    Matcher style = Pattern.compile("href=\"(/assets/style[^\"]+)\"").matcher(answer.body());
    assertTrue(style.find(), answer.body());
    HttpResponse<String> sheet = get(style.group(1), "text/css", "de");
    assertEquals(200, sheet.statusCode());
    assertTrue(sheet.headers().firstValue("Cache-Control").get().contains("immutable"));
  }

  @Test
  void returnsProblemJsonForUnknownTenantAndPath() throws Exception {
    for (String path : List.of("/t/no-such-tenant/login", "/no/such/page")) {
      HttpResponse<String> answer = get(path, "application/json", "de");

      assertEquals(404, answer.statusCode());
      assertEquals("application/json", answer.headers().firstValue("Content-Type").get());
      assertTrue(answer.body().contains("_not_found\""), answer.body());
    }
  }

  /** Registration, which is off. */
  private static HttpResponse<String> get(String accept, String language) throws Exception {
    return get("/t/" + tenant.slug() + "/register", accept, language);
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
