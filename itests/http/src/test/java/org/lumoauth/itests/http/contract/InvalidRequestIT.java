/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Invalid requests are refused with the documented error and never cause status 500. */
@ExtendWith(DefaultServerExtension.class)
class InvalidRequestIT {
  private static TestServer server;
  private static TestTenant tenant;
  private static TestTenant.Agent agent;
  private static long failuresBefore;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    failuresBefore = failures();
    tenant = TestTenant.create(server);
    agent = tenant.agent("Reader", List.of("files.read"), List.of());
  }

  @AfterAll
  static void noFailureWasLogged() throws IOException {
    assertEquals(failuresBefore, failures(), "a request ended in a 500");
  }

  @Test
  void refusesMalformedJson() {
    assertRefused(400, "invalid_request", raw("/admin/users", "application/json", "{\"email\":"));
  }

  @Test
  void refusesABodyOfTwoMegabytes() {
    String body = "{\"email\":\"" + "a".repeat(2_000_000) + "\"}";

    assertRefused(413, "payload_too_large", raw("/admin/users", "application/json", body));
  }

  @Test
  void refusesJsonNestedTooDeep() {
    String body =
        "{\"action\":\"files.read\",\"context\":"
            + "{\"a\":".repeat(5_000)
            + "1"
            + "}".repeat(5_000)
            + "}";

    ApiClient.Answer answer =
        agent
            .authenticated()
            .send("POST", "/agents/ask", "application/json", body.getBytes(StandardCharsets.UTF_8));

    assertRefused(400, "invalid_request", answer);
  }

  @Test
  void refusesAnotherContentType() {
    assertRefused(
        415,
        "unsupported_media_type",
        raw("/admin/users", "text/plain", "{\"email\":\"a@example.com\"}"));
  }

  @Test
  void validatesHtmlOfAMailTemplateInLinearTime() {
    String html = "<a href=\"${link}\">Go on</a>" + "<a href=\"\" ".repeat(4_000);

    ApiClient.Answer answer =
        tenant
            .admin()
            .post("/admin/email-templates/password-reset/preview", Map.of("body_html", html));

    assertTrue(Set.of(200, 422).contains(answer.status()), answer.toString()); // and at all
  }

  @Test
  void refusesUnknownMembersAndNamesThem() {
    ApiClient.Answer answer =
        tenant.admin().post("/admin/users", Map.of("email", "a@example.com", "isRoot", true));

    assertRefused(422, "validation_error", answer);
    assertEquals("isRoot", answer.body().path("details").path("field").asText());
  }

  @Test
  void refusesCompressedBody() {
    ApiClient.Answer answer =
        tenant
            .admin()
            .and("Content-Encoding", "gzip")
            .send("POST", "/admin/users", "application/json", new byte[] {0x1f, (byte) 0x8b});

    assertRefused(415, "unsupported_media_type", answer);
  }

  @Test
  void usesNoCallerInputAsMetricLabel() {
    String made = "made-by-a-caller-" + System.nanoTime();
    tenant.admin().get("/" + made);
    tenant.admin().get("/admin/users/" + made);
    tenant.admin().send(made.replace('-', 'X').toUpperCase(Locale.ROOT), "/me", null, null);

    String metrics = new ApiClient(server.base(), Map.of()).get("/system/metrics").text();

    assertTrue(metrics.contains("lumoauth_http_requests_total"), metrics);
    assertFalse(metrics.toLowerCase(Locale.ROOT).contains("caller"), metrics);
  }

  @Test
  void refusesOverlongIdentifier() {
    assertRefused(400, "invalid_request", tenant.admin().get("/admin/users/" + "u".repeat(300)));
  }

  @Test
  void refusesNulInAPath() {
    ApiClient.Answer answer = tenant.admin().get("/admin/users/a%00b");

    assertRefused(400, "invalid_request", answer);
  }

  @Test
  void refusesOverlongUrl() {
    assertRefused(
        414, "uri_too_long", tenant.admin().get("/admin/users?search=" + "u".repeat(9_000)));
  }

  @Test
  void refusesOversizedHeadersAndLogsTheCaller() throws IOException {
    ApiClient.Answer answer =
        tenant.admin().with("X-Large", "secret".repeat(1_500)).get("/admin/users");

    assertRefused(431, "headers_too_large", answer);
    String id = answer.response().headers().firstValue("X-Request-Id").orElseThrow();
    String line = server.logs().lines().filter(of -> of.contains(id)).findFirst().orElseThrow();
    assertTrue(line.contains("http_refused status=431 caller=127.0.0.1 "), line);
    assertFalse(line.contains("secret"), line);
  }

  @Test
  void refusesInvalidQueryEncoding() throws IOException {
    for (String sent : List.of("a=%zz", "a=%ff%fe", "a=%")) {
      for (String path : List.of("/admin/users", "/oauth/logout", "/oauth/authorize")) {
        assertEquals(400, statusOf(tenant.admin().base() + path + "?" + sent), path + "?" + sent);
      }
    }
  }

  @Test
  void refusesNulInString() {
    ApiClient.Answer answer =
        tenant.admin().post("/admin/users", Map.of("email", "a\0b@example.com"));

    assertRefused(422, "validation_error", answer);
  }

  @Test
  void answersUnknownAndDisabledTenantAlike() throws IOException {
    TestTenant disabled = TestTenant.create(server);
    server
        .operator()
        .patch("/api/v1/platform/tenants/" + disabled.slug(), Map.of("status", "disabled"))
        .expect(200);

    ApiClient.Answer toDisabled = disabled.admin().get("/admin/users");
    ApiClient.Answer toUnknown =
        new ApiClient(
                server.base() + "/t/no-such-tenant/api/v1", Map.of("X-API-Key", disabled.key()))
            .get("/admin/users");

    assertRefused(404, "tenant_not_found", toDisabled);
    assertEquals(toDisabled.text(), toUnknown.text());
  }

  @Test
  void refusesAnExpiredToken() {
    String token =
        tenant
            .admin()
            .post("/admin/agents/" + agent.id() + "/token", Map.of("expiresIn", 1))
            .expect(200)
            .data()
            .path("accessToken")
            .asText();
    ApiClient api = tenant.admin().with("Authorization", "Bearer " + token);
    Instant end = Instant.now().plusSeconds(60);
    ApiClient.Answer answer = api.get("/agents/me");
    while (answer.status() == 200 && Instant.now().isBefore(end)) {
      answer = api.get("/agents/me");
    }

    assertRefused(401, "invalid_token", answer);
  }

  @Test
  void refusesATokenOfAnotherTenant() throws IOException {
    TestTenant other = TestTenant.create(server);

    assertRefused(
        403,
        "cross_tenant",
        other.admin().with("Authorization", "Bearer " + agent.token()).get("/agents/me"));
  }

  @Test
  void refusesTamperedToken() {
    String token = agent.token();
    String tampered =
        token.substring(0, token.length() - 4) + (token.endsWith("AAAA") ? "BBBB" : "AAAA");

    assertRefused(
        401,
        "invalid_token",
        tenant.admin().with("Authorization", "Bearer " + tampered).get("/agents/me"));
  }

  @Test
  void refusesTwoClientAuthenticationMethodsAtOnce() {
    ApiClient.Answer answer =
        agent
            .api()
            .with("Authorization", agent.basic())
            .form(
                "/oauth/token",
                "grant_type=client_credentials&client_id="
                    + agent.clientId()
                    + "&client_secret="
                    + agent.secret());

    assertRefused(400, "invalid_request", answer);
  }

  @Test
  void ignoresQueryParametersOfTokenRequest() {
    ApiClient.Answer answer =
        tenant
            .admin()
            .with("Accept", "*/*")
            .form(
                "/oauth/token?grant_type=client_credentials&client_id="
                    + agent.clientId()
                    + "&client_secret="
                    + agent.secret(),
                "grant_type=client_credentials");

    assertEquals(401, answer.status(), answer.toString());
    assertEquals("invalid_client", answer.body().path("error").asText());
  }

  @Test
  void answersUnknownClientAndWrongSecretAlike() {
    ApiClient anonymous = tenant.admin().with("Accept", "*/*");

    ApiClient.Answer unknown =
        anonymous.form(
            "/oauth/token", "grant_type=client_credentials&client_id=cli_x&client_secret=wrong");
    ApiClient.Answer wrong =
        anonymous.form(
            "/oauth/token",
            "grant_type=client_credentials&client_id=" + agent.clientId() + "&client_secret=wrong");

    assertRefused(401, "invalid_client", unknown);
    assertEquals(unknown.text(), wrong.text());
  }

  @Test
  void reportsRemainingRateLimitInEachResponse() {
    long now = Instant.now().getEpochSecond();
    var limited = tenant.admin().get("/oauth/authorize").response().headers();
    var others = tenant.admin().get("/.well-known/jwks.json").response().headers();
    var refused = tenant.admin().get("/admin/users/nobody").response().headers();

    assertEquals("600", limited.firstValue("X-RateLimit-Limit").orElse(""));
    assertTrue(limited.firstValueAsLong("X-RateLimit-Remaining").orElse(600) < 600);
    assertTrue(limited.firstValueAsLong("X-RateLimit-Reset").orElse(0) >= now);
    assertEquals("6000000", others.firstValue("X-RateLimit-Limit").orElse(""));
    assertEquals("30000", refused.firstValue("X-RateLimit-Limit").orElse("")); // of the caller
    for (var headers : List.of(others, refused)) {
      assertTrue(headers.firstValueAsLong("X-RateLimit-Remaining").orElse(0) > 0);
      assertTrue(headers.firstValueAsLong("X-RateLimit-Reset").orElse(0) >= now);
    }
  }

  @Test
  void locksClientAuthenticationAfterTooManyWrongSecrets() throws IOException {
    TestTenant guessedAt = TestTenant.create(server);
    TestTenant.Agent victim = guessedAt.agent("Victim", List.of(), List.of());
    String guess =
        "grant_type=client_credentials&client_id=" + victim.clientId() + "&client_secret=wrong";
    ApiClient anonymous = guessedAt.admin().with("Accept", "*/*");
    for (int i = 0; i < 20; i++) {
      assertRefused(401, "invalid_client", anonymous.form("/oauth/token", guess));
    }

    ApiClient.Answer answer = anonymous.form("/oauth/token", guess);
    assertRefused(429, "rate_limit_exceeded", answer);
    var headers = answer.response().headers();
    assertTrue(headers.firstValueAsLong("Retry-After").orElse(0) > 0);
    assertEquals("20", headers.firstValue("X-RateLimit-Limit").orElse(""));
    assertEquals("0", headers.firstValue("X-RateLimit-Remaining").orElse(""));
    assertEquals(429, victim.requestToken().status()); // from the same address
  }

  @Test
  void admitsOtherClientsOfAGuessingAddress() throws IOException {
    TestTenant guessedAt = TestTenant.create(server);
    TestTenant.Agent other = guessedAt.agent("Other", List.of(), List.of());
    ApiClient anonymous = guessedAt.admin().with("Accept", "*/*");
    for (int i = 0; i < 120; i++) {
      anonymous.form(
          "/oauth/token",
          "grant_type=client_credentials&client_id=cli_" + i + "&client_secret=wrong");
    }

    ApiClient.Answer guess =
        anonymous.form(
            "/oauth/token", "grant_type=client_credentials&client_id=cli_x&client_secret=wrong");
    assertRefused(429, "rate_limit_exceeded", guess);
    assertEquals(200, other.requestToken().status());
  }

  @Test
  void refusesAnUnknownGrant() {
    assertRefused(
        400,
        "unsupported_grant_type",
        agent.api().with("Authorization", agent.basic()).form("/oauth/token", "grant_type=magic"));
  }

  @Test
  void refusesOtherContentTypeOnOAuthEndpointsAsInvalidRequest() {
    for (String endpoint : List.of("/oauth/token", "/oauth/introspect", "/oauth/revoke")) {
      ApiClient.Answer answer =
          agent
              .api()
              .with("Authorization", agent.basic())
              .send(
                  "POST",
                  endpoint,
                  "text/plain",
                  "grant_type=client_credentials&token=x".getBytes(StandardCharsets.UTF_8));

      assertRefused(400, "invalid_request", answer);
    }
  }

  @Test
  void refusesNonObjectJsonOnTokenEndpointAsInvalidRequest() {
    for (String body : List.of("[]", "{", "null", "{\"grant_type\":5}")) {
      ApiClient.Answer answer =
          agent
              .api()
              .with("Authorization", agent.basic())
              .send(
                  "POST",
                  "/oauth/token",
                  "application/json",
                  body.getBytes(StandardCharsets.UTF_8));

      assertRefused(400, "invalid_request", answer);
    }
  }

  @Test
  void refusesOversizedPageLimit() {
    assertRefused(422, "validation_error", tenant.admin().get("/admin/users?limit=100000"));
  }

  @Test
  void listsAllowedMethodsOfAPath() {
    ApiClient.Answer answer = tenant.admin().send("PATCH", "/oauth/token", null, null);

    assertRefused(405, "method_not_allowed", answer);
    assertTrue(answer.response().headers().firstValue("Allow").isPresent());
  }

  private static long failures() throws IOException {
    return server.logs().lines().filter(line -> line.contains("server_error")).count();
  }

  private static ApiClient.Answer raw(String path, String contentType, String body) {
    return tenant.admin().send("POST", path, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /** By a client that sends any address as it is. */
  private static int statusOf(String address) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(address).openConnection();
    connection.setRequestProperty("X-API-Key", tenant.key());
    connection.setInstanceFollowRedirects(false);
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  private static void assertRefused(int status, String code, ApiClient.Answer answer) {
    assertEquals(status, answer.status(), answer.toString());
    JsonNode body = answer.body();
    assertEquals(code, body.path("error").asText(), answer.toString());
    assertEquals(code, body.path("code").asText());
    assertEquals(status, body.path("status").asInt());
    assertFalse(body.path("message").asText().isBlank());
    assertEquals(body.path("message").asText(), body.path("error_description").asText());
  }
}
