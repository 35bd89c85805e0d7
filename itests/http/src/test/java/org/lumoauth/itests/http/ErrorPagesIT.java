package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What went wrong is a page for a person and an object for a program. */
@ExtendWith(Shared.class)
class ErrorPagesIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

  private static Server server;
  private static Tenant tenant;

  @BeforeAll
  static void start(Server shared) throws IOException {
    server = shared;
    tenant = Tenant.create(server);
  }

  @Test
  void tellsAPersonInTheirLanguage() throws Exception {
    HttpResponse<String> answer = get(BROWSER, "de");

    assertEquals(404, answer.statusCode());
    assertTrue(answer.headers().firstValue("Content-Type").get().startsWith("text/html"));
    assertTrue(answer.body().contains("Diese Seite gibt es nicht"), answer.body());
    assertTrue(answer.headers().firstValue("Content-Security-Policy").isPresent());
  }

  @Test
  void tellsAProgramInTheOneFormat() throws Exception {
    HttpResponse<String> answer = get("*/*", "de");

    assertEquals(404, answer.statusCode());
    assertEquals("application/json", answer.headers().firstValue("Content-Type").get());
    assertTrue(answer.body().contains("\"code\":\"resource_not_found\""), answer.body());
  }

  /** Registration, which is off. */
  private static HttpResponse<String> get(String accept, String language) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.base() + "/t/" + tenant.slug() + "/register"))
            .header("Accept", accept)
            .header("Accept-Language", language)
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }
}
