/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** The access log is off, is switched on while the server runs, and never has a secret. */
@ExtendWith(ModuleServerExtension.class)
class AccessLogIT {
  private static final String SETTINGS = "org.lumoauth.platform.web.cfg";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static TestServer server;
  private static TestTenant tenant;
  private static String others;

  /** The other settings in the file, which the tests of others need, stay as they are. */
  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    others = Files.readString(server.data().resolve("etc").resolve(SETTINGS));
    tenant = TestTenant.create(server);
  }

  @AfterAll
  static void restoreSettings() throws IOException {
    server.configure(SETTINGS, others);
  }

  @Test
  void logsRequestsWithoutQueryTokenOrBodyWhileItIsOn() throws Exception {
    String before = UUID.randomUUID().toString();
    tenant.admin().and("X-Request-Id", before).get("/me").expect(200);
    server.configure(SETTINGS, others + "accessLog = true\n");
    ConditionPoller.until(
        "the access log is on", PATIENCE, () -> logged("/me?probe=1").isPresent());

    TestApplication app = TestApplication.register(tenant, Map.of());
    String token = TestPerson.create(server, tenant).tokens(app).path("access_token").asText();
    String id = UUID.randomUUID().toString();
    ApiClient.Answer answer =
        app.connection()
            .with("Authorization", "Bearer " + token)
            .and("X-Request-Id", id)
            .get("/oauth/userinfo?secret=in-the-query")
            .expect(200);
    JsonNode line = await(id);

    assertEquals("GET", line.path("method").asText());
    assertEquals("/t/{tenant}/api/v1/oauth/userinfo", line.path("route").asText());
    assertEquals(200, line.path("status").asInt());
    assertEquals(tenant.slug(), line.path("tenant").asText());
    assertEquals("127.0.0.1", line.path("address").asText());
    assertEquals(answer.text().length(), line.path("bytes").asInt());
    assertTrue(line.path("durationMillis").asDouble() > 0, line.toString());
    JsonNode resource = await(requested("/me", token));
    assertEquals(app.id(), resource.path("clientId").asText());
    JsonNode nothing = await(requested("/no/such/path?x=in-the-query", token));
    assertEquals("unmatched", nothing.path("route").asText());
    assertEquals(404, nothing.path("status").asInt());

    List<String> lines = lines();
    assertTrue(lines.stream().noneMatch(each -> each.contains("in-the-query")));
    assertTrue(lines.stream().noneMatch(each -> each.contains(token.substring(0, 40))));
    assertTrue(lines.stream().noneMatch(each -> each.contains(before)));

    server.configure(SETTINGS, others + "accessLog = false\n");
    ConditionPoller.until("the access log is off", PATIENCE, () -> logged("/me?probe=2").isEmpty());
  }

  private static String requested(String path, String token) {
    String id = UUID.randomUUID().toString();
    new ApiClient(tenant.admin().base(), Map.of())
        .with("Authorization", "Bearer " + token)
        .and("X-Request-Id", id)
        .get(path);
    return id;
  }

  /** The line of a request, which is written just after its response. */
  private static JsonNode await(String id) throws Exception {
    ConditionPoller.until("a line of " + id, PATIENCE, () -> line(id).isPresent());
    return ApiClient.JSON.readTree(line(id).orElseThrow());
  }

  /** The line of a new request, once a later request that was sent has been answered too. */
  private static Optional<String> logged(String path) throws IOException {
    String id = UUID.randomUUID().toString();
    tenant.admin().and("X-Request-Id", id).get(path);
    tenant.admin().get("/me").expect(200);
    return line(id);
  }

  private static Optional<String> line(String id) throws IOException {
    return lines().stream().filter(line -> line.contains(id)).findFirst();
  }

  private static List<String> lines() throws IOException {
    Path file = server.data().resolve("log").resolve("access.log");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }
}
