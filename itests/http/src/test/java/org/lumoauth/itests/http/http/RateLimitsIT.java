/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ServedRouteTable;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Floods of requests that succeed. */
class RateLimitsIT {
  private static final String BODY = "token=unknown";

  private static final int REVOCATIONS = 20;
  private static final int ACTION_LISTS = 20;

  private static TestServer server;

  /** A server of its own: the limits would stop the tests of others. */
  @BeforeAll
  static void start() throws IOException {
    server =
        TestServer.startWith(
            Map.of(
                "org.lumoauth.platform.web.cfg",
                "rateLimits = POST ~/oauth/revoke %d/6000s caller".formatted(REVOCATIONS)
                    + ", GET ~/admin/audit-logs/actions %d/6000s caller\n"
                        .formatted(ACTION_LISTS)));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  static Stream<String> defaultRules() throws IOException {
    String line =
        Files.readAllLines(TestServer.PROJECT.resolve("config/org.lumoauth.platform.web.cfg"))
            .stream()
            .filter(text -> text.startsWith("#rateLimits = "))
            .findFirst()
            .orElseThrow();
    return Stream.of(line.substring("#rateLimits = ".length()).split(",")).map(String::strip);
  }

  @ParameterizedTest
  @MethodSource("defaultRules")
  void servesARouteForEachDefaultRule(String rule) throws IOException {
    String method = rule.split(" ")[0];
    String path = rule.split(" ")[1].replace("~/", "/t/{tenant}/api/v1/");
    String start = path.replace("**", "");

    assertTrue(
        ServedRouteTable.of(server).stream()
            .filter(route -> method.equals("*") || route.method().equals(method))
            .anyMatch(
                route ->
                    path.endsWith("**")
                        ? route.path().startsWith(start)
                        : route.path().equals(path)),
        rule);
  }

  @Test
  void limitsAuthenticatedClient() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    TestTenant.Agent flooding = tenant.agent("Flooding", List.of(), List.of());
    TestTenant.Agent other = tenant.agent("Other", List.of(), List.of());
    for (int i = 0; i < REVOCATIONS; i++) {
      assertEquals(200, revocation(flooding).status());
    }

    ApiClient.Answer refused = revocation(flooding);

    assertEquals(429, refused.status());
    assertEquals("rate_limit_exceeded", refused.body().path("error").asText());
    var headers = refused.response().headers();
    assertTrue(headers.firstValueAsLong("Retry-After").orElse(0) > 0);
    assertEquals(Integer.toString(REVOCATIONS), headers.firstValue("X-RateLimit-Limit").orElse(""));
    assertEquals("0", headers.firstValue("X-RateLimit-Remaining").orElse(""));
    assertEquals(200, revocation(other).status());
  }

  @Test
  void limitsCallerBySubjectAcrossTokens() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    TestTenant.Agent agent = tenant.agent("Flooding", List.of(), List.of());
    for (int i = 0; i < ACTION_LISTS; i++) {
      assertTrue(agent.authenticated().get("/admin/audit-logs/actions").status() != 429);
    }

    ApiClient.Answer refused = agent.authenticated().get("/admin/audit-logs/actions");

    assertEquals(429, refused.status());
    assertTrue(refused.response().headers().firstValueAsLong("Retry-After").orElse(0) > 0);
  }

  private static ApiClient.Answer revocation(TestTenant.Agent agent) {
    return agent.api().with("Authorization", agent.basic()).form("/oauth/revoke", BODY);
  }
}
