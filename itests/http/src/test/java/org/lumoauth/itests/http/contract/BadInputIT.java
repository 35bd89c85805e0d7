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
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Tenant;

/** Invalid requests are refused with the documented error and never cause status 500. */
@ExtendWith(Shared.class)
class BadInputIT {
  private static Server server;
  private static Tenant tenant;
  private static Tenant.Agent agent;
  private static long failuresBefore;

  @BeforeAll
  static void start(Server shared) throws IOException {
    server = shared;
    failuresBefore = failures();
    tenant = Tenant.create(server);
    agent = tenant.agent("Reader", List.of("files.read"), List.of());
  }

  @AfterAll
  static void noFailureWasLogged() throws IOException {
    assertEquals(failuresBefore, failures(), "a request ended in a 500");
  }

  @Test
  void refusesMalformedJson() {
    refused(400, "invalid_request", raw("/admin/users", "application/json", "{\"email\":"));
  }

  @Test
  void refusesABodyOfTwoMegabytes() {
    String body = "{\"email\":\"" + "a".repeat(2_000_000) + "\"}";

    refused(413, "payload_too_large", raw("/admin/users", "application/json", body));
  }

  @Test
  void refusesJsonNestedTooDeep() {
    String body =
        "{\"action\":\"files.read\",\"context\":"
            + "{\"a\":".repeat(5_000)
            + "1"
            + "}".repeat(5_000)
            + "}";

    Api.Answer answer =
        agent
            .authenticated()
            .send("POST", "/agents/ask", "application/json", body.getBytes(StandardCharsets.UTF_8));

    refused(400, "invalid_request", answer);
  }

  @Test
  void refusesAnotherContentType() {
    refused(
        415,
        "unsupported_media_type",
        raw("/admin/users", "text/plain", "{\"email\":\"a@example.com\"}"));
  }

  @Test
  void readsTheHtmlOfAMailInOnePass() {
    String html = "<a href=\"${link}\">Go on</a>" + "<a href=\"\" ".repeat(4_000);

    Api.Answer answer =
        tenant
            .admin()
            .post("/admin/email-templates/password-reset/preview", Map.of("body_html", html));

    assertTrue(Set.of(200, 422).contains(answer.status()), answer.toString()); // and at all
  }

  @Test
  void refusesUnknownMembersAndNamesThem() {
    Api.Answer answer =
        tenant.admin().post("/admin/users", Map.of("email", "a@example.com", "isRoot", true));

    refused(422, "validation_error", answer);
    assertEquals("isRoot", answer.body().path("details").path("field").asText());
  }

  @Test
  void refusesABodyThatIsCompressed() {
    Api.Answer answer =
        tenant
            .admin()
            .and("Content-Encoding", "gzip")
            .send("POST", "/admin/users", "application/json", new byte[] {0x1f, (byte) 0x8b});

    refused(415, "unsupported_media_type", answer);
  }

  @Test
  void makesNoLabelOfAMetricFromWhatACallerSends() {
    String made = "made-by-a-caller-" + System.nanoTime();
    tenant.admin().get("/" + made);
    tenant.admin().get("/admin/users/" + made);
    tenant.admin().send(made.replace('-', 'X').toUpperCase(Locale.ROOT), "/me", null, null);

    String metrics = new Api(server.base(), Map.of()).get("/system/metrics").text();

    assertTrue(metrics.contains("lumoauth_http_requests_total"), metrics);
    assertFalse(metrics.toLowerCase(Locale.ROOT).contains("caller"), metrics);
  }

  @Test
  void refusesAnIdentifierThatIsTooLong() {
    refused(400, "invalid_request", tenant.admin().get("/admin/users/" + "u".repeat(300)));
  }

  @Test
  void refusesNulInAPath() {
    Api.Answer answer = tenant.admin().get("/admin/users/a%00b");

    refused(400, "invalid_request", answer);
  }

  @Test
  void refusesAnAddressThatIsTooLong() {
    refused(414, "uri_too_long", tenant.admin().get("/admin/users?search=" + "u".repeat(9_000)));
  }

  @Test
  void refusesHeadersThatAreTooLargeAndLogsFromWhom() throws IOException {
    Api.Answer answer = tenant.admin().with("X-Large", "secret".repeat(1_500)).get("/admin/users");

    refused(431, "headers_too_large", answer);
    String id = answer.response().headers().firstValue("X-Request-Id").orElseThrow();
    String line = server.logs().lines().filter(of -> of.contains(id)).findFirst().orElseThrow();
    assertTrue(line.contains("http_refused status=431 caller=127.0.0.1 "), line);
    assertFalse(line.contains("secret"), line);
  }

  @Test
  void refusesAQueryThatIsNoText() throws IOException {
    for (String sent : List.of("a=%zz", "a=%ff%fe", "a=%")) {
      for (String path : List.of("/admin/users", "/oauth/logout", "/oauth/authorize")) {
        assertEquals(400, statusOf(tenant.admin().base() + path + "?" + sent), path + "?" + sent);
      }
    }
  }

  @Test
  void refusesNulInAText() {
    Api.Answer answer = tenant.admin().post("/admin/users", Map.of("email", "a\0b@example.com"));

    refused(422, "validation_error", answer);
  }

  @Test
  void answersForAnUnknownTenantAsForADisabledOne() throws IOException {
    Tenant disabled = Tenant.create(server);
    server
        .operator()
        .patch("/api/v1/platform/tenants/" + disabled.slug(), Map.of("status", "disabled"))
        .expect(200);

    Api.Answer toDisabled = disabled.admin().get("/admin/users");
    Api.Answer toUnknown =
        new Api(server.base() + "/t/no-such-tenant/api/v1", Map.of("X-API-Key", disabled.key()))
            .get("/admin/users");

    refused(404, "tenant_not_found", toDisabled);
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
    Api api = tenant.admin().with("Authorization", "Bearer " + token);
    Instant end = Instant.now().plusSeconds(60);
    Api.Answer answer = api.get("/agents/me");
    while (answer.status() == 200 && Instant.now().isBefore(end)) {
      answer = api.get("/agents/me");
    }

    refused(401, "invalid_token", answer);
  }

  @Test
  void refusesATokenOfAnotherTenant() throws IOException {
    Tenant other = Tenant.create(server);

    refused(
        403,
        "cross_tenant",
        other.admin().with("Authorization", "Bearer " + agent.token()).get("/agents/me"));
  }

  @Test
  void refusesATokenThatWasTamperedWith() {
    String token = agent.token();
    String tampered =
        token.substring(0, token.length() - 4) + (token.endsWith("AAAA") ? "BBBB" : "AAAA");

    refused(
        401,
        "invalid_token",
        tenant.admin().with("Authorization", "Bearer " + tampered).get("/agents/me"));
  }

  @Test
  void refusesTwoCredentialsOfAClientAtOnce() {
    Api.Answer answer =
        agent
            .api()
            .with("Authorization", agent.basic())
            .form(
                "/oauth/token",
                "grant_type=client_credentials&client_id="
                    + agent.clientId()
                    + "&client_secret="
                    + agent.secret());

    refused(400, "invalid_request", answer);
  }

  @Test
  void readsNoParameterOfATokenRequestFromItsAddress() {
    Api.Answer answer =
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
  void answersAlikeForAnUnknownClientAndAWrongSecret() {
    Api anonymous = tenant.admin().with("Accept", "*/*");

    Api.Answer unknown =
        anonymous.form(
            "/oauth/token", "grant_type=client_credentials&client_id=cli_x&client_secret=wrong");
    Api.Answer wrong =
        anonymous.form(
            "/oauth/token",
            "grant_type=client_credentials&client_id=" + agent.clientId() + "&client_secret=wrong");

    refused(401, "invalid_client", unknown);
    assertEquals(unknown.text(), wrong.text());
  }

  @Test
  void saysInEachAnswerWhatIsLeftOfItsLimit() {
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
  void refusesToLookAtSecretsOfAClientOnceTooManyWereWrong() throws IOException {
    Tenant guessedAt = Tenant.create(server);
    Tenant.Agent victim = guessedAt.agent("Victim", List.of(), List.of());
    String guess =
        "grant_type=client_credentials&client_id=" + victim.clientId() + "&client_secret=wrong";
    Api anonymous = guessedAt.admin().with("Accept", "*/*");
    for (int i = 0; i < 20; i++) {
      refused(401, "invalid_client", anonymous.form("/oauth/token", guess));
    }

    Api.Answer answer = anonymous.form("/oauth/token", guess);
    refused(429, "rate_limit_exceeded", answer);
    var headers = answer.response().headers();
    assertTrue(headers.firstValueAsLong("Retry-After").orElse(0) > 0);
    assertEquals("20", headers.firstValue("X-RateLimit-Limit").orElse(""));
    assertEquals("0", headers.firstValue("X-RateLimit-Remaining").orElse(""));
    assertEquals(429, victim.requestToken().status()); // from the same address
  }

  @Test
  void letsOthersInFromAnAddressFromWhichSomebodyGuesses() throws IOException {
    Tenant guessedAt = Tenant.create(server);
    Tenant.Agent other = guessedAt.agent("Other", List.of(), List.of());
    Api anonymous = guessedAt.admin().with("Accept", "*/*");
    for (int i = 0; i < 120; i++) {
      anonymous.form(
          "/oauth/token",
          "grant_type=client_credentials&client_id=cli_" + i + "&client_secret=wrong");
    }

    Api.Answer guess =
        anonymous.form(
            "/oauth/token", "grant_type=client_credentials&client_id=cli_x&client_secret=wrong");
    refused(429, "rate_limit_exceeded", guess);
    assertEquals(200, other.requestToken().status());
  }

  @Test
  void refusesAnUnknownGrant() {
    refused(
        400,
        "unsupported_grant_type",
        agent.api().with("Authorization", agent.basic()).form("/oauth/token", "grant_type=magic"));
  }

  @Test
  void refusesAnotherContentTypeOnOAuthEndpointsAsTheStandardSays() {
    for (String endpoint : List.of("/oauth/token", "/oauth/introspect", "/oauth/revoke")) {
      Api.Answer answer =
          agent
              .api()
              .with("Authorization", agent.basic())
              .send(
                  "POST",
                  endpoint,
                  "text/plain",
                  "grant_type=client_credentials&token=x".getBytes(StandardCharsets.UTF_8));

      refused(400, "invalid_request", answer);
    }
  }

  @Test
  void refusesJsonThatIsNoObjectOnTheTokenEndpointAsTheStandardSays() {
    for (String body : List.of("[]", "{", "null", "{\"grant_type\":5}")) {
      Api.Answer answer =
          agent
              .api()
              .with("Authorization", agent.basic())
              .send(
                  "POST",
                  "/oauth/token",
                  "application/json",
                  body.getBytes(StandardCharsets.UTF_8));

      refused(400, "invalid_request", answer);
    }
  }

  @Test
  void refusesAPageThatIsTooLarge() {
    refused(422, "validation_error", tenant.admin().get("/admin/users?limit=100000"));
  }

  @Test
  void tellsTheMethodsOfAPathThatHasOthers() {
    Api.Answer answer = tenant.admin().send("PATCH", "/oauth/token", null, null);

    refused(405, "method_not_allowed", answer);
    assertTrue(answer.response().headers().firstValue("Allow").isPresent());
  }

  private static long failures() throws IOException {
    return server.logs().lines().filter(line -> line.contains("server_error")).count();
  }

  private static Api.Answer raw(String path, String contentType, String body) {
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

  private static void refused(int status, String code, Api.Answer answer) {
    assertEquals(status, answer.status(), answer.toString());
    JsonNode body = answer.body();
    assertEquals(code, body.path("error").asText(), answer.toString());
    assertEquals(code, body.path("code").asText());
    assertEquals(status, body.path("status").asInt());
    assertFalse(body.path("message").asText().isBlank());
    assertEquals(body.path("message").asText(), body.path("error_description").asText());
  }
}
