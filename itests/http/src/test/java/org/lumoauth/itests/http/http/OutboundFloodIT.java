/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Addresses that somebody has this server ask, slowly or without end. */
@ExtendWith(DefaultServerExtension.class)
class OutboundFloodIT {

  /** More than the server has threads. */
  private static final int MANY = 300;

  /** How long this server waits for keys. */
  private static final Duration FETCH = Duration.ofSeconds(5);

  private static TestServer server;
  private static StubSite site;
  private static HttpClient http;

  @BeforeAll
  static void start(TestServer shared, StubSite shown) {
    server = shared;
    site = shown;
    http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @Test
  void servesOtherRequestsDuringSlowKeyFetch() throws Exception {
    TestTenant slow = TestTenant.create(server);
    TestTenant other = TestTenant.create(server);
    var asked = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    site.answer(
        "/slow/" + slow.slug(),
        exchange -> {
          asked.countDown();
          try {
            over.await(60, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(404, -1);
        });
    String client = client(slow, site.address("/slow/" + slow.slug()));
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    try {
      answers.add(http.sendAsync(byAssertion(slow, client, 0), BodyHandlers.ofString()));
      assertTrue(asked.await(30, TimeUnit.SECONDS));
      Duration longest = Duration.ZERO;
      for (int i = 1; i < MANY; i++) {
        answers.add(http.sendAsync(byAssertion(slow, client, i), BodyHandlers.ofString()));
        if (i % 10 == 0) { // in between, or the server would be sent more at once than it accepts
          long began = System.nanoTime();
          other.admin().get("/.well-known/jwks.json").expect(200);
          Duration took = Duration.ofNanos(System.nanoTime() - began);
          longest = took.compareTo(longest) > 0 ? took : longest;
        }
      }

      // Whoever waited for the one that fetches would have waited until that one has given up.
      assertTrue(longest.compareTo(FETCH.dividedBy(2)) < 0, longest.toString());
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertEquals(503, answer.get(30, TimeUnit.SECONDS).statusCode()); // nobody knows its keys
      }
    } finally {
      over.countDown();
    }
  }

  @Test
  void limitsCardKeyFetchesPerCaller() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    ApiClient agent = tenant.agent("Verifier", List.of(), List.of()).authenticated();
    Map<String, Object> card = Map.of("name", "x", "signatures", List.of(signature()));
    for (int i = 0; i < 60; i++) {
      agent.post("/agents/agent-card/verify", at(card, i)).expect(200);
    }

    ApiClient.Answer refused = agent.post("/agents/agent-card/verify", at(card, 60)).expect(429);

    assertTrue(refused.response().headers().firstValueAsLong("Retry-After").orElse(0) > 0);
    assertEquals("60", refused.response().headers().firstValue("X-RateLimit-Limit").orElse(""));
    agent.post("/agents/agent-card/verify", card).expect(200); // which asks nobody
  }

  @Test
  void limitsSectorDocumentFetchesPerRegisteredClient() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    tenant
        .admin()
        .patch("/admin/settings/dynamicClientRegistration", Map.of("enabled", true))
        .expect(200);
    ApiClient anybody = new ApiClient(tenant.admin().base(), Map.of());
    Map<String, Object> metadata = new HashMap<>();
    metadata.put("redirect_uris", List.of("https://rp.example.com/cb"));
    JsonNode made = anybody.post("/connect/register", metadata).expect(201).body();
    ApiClient self =
        anybody.with("Authorization", "Bearer " + made.path("registration_access_token").asText());
    String path = "/connect/register/" + made.path("client_id").asText();
    metadata.put("client_id", made.path("client_id").asText());
    metadata.put("sector_identifier_uri", site.address("/no-such-sector.json"));
    for (int i = 0; i < 30; i++) {
      self.put(path, metadata).expect(400);
    }

    assertEquals(
        "rate_limit_exceeded", self.put(path, metadata).expect(429).body().path("error").asText());
    self.get(path).expect(200);
  }

  private static Map<String, Object> at(Map<String, Object> card, int number) {
    return Map.of("card", card, "jwks_uri", site.address("/keys-of-nobody/" + number));
  }

  private static Map<String, Object> signature() {
    return Map.of(
        "protected",
        encoded(
            """
            {"alg":"ES256","kid":"a"}"""),
        "signature",
        "AAAA");
  }

  private static String client(TestTenant tenant, String keys) {
    return tenant
        .admin()
        .post(
            "/admin/clients",
            Map.of(
                "name",
                "Partner",
                "grantTypes",
                List.of("client_credentials"),
                "tokenEndpointAuthMethods",
                List.of("private_key_jwt"),
                "metadata",
                Map.of("jwks_uri", keys)))
        .expect(201)
        .data()
        .path("clientId")
        .asText();
  }

  private static HttpRequest byAssertion(TestTenant tenant, String client, int number) {
    long now = System.currentTimeMillis() / 1_000;
    String assertion =
        encoded(
                """
                {"alg":"ES256","kid":"k%s"}"""
                    .formatted(number))
            + "."
            + encoded(
                """
                {"iss":"%s","sub":"%s","aud":"%s","exp":%d,"iat":%d,"jti":"j%d"}"""
                    .formatted(client, client, tenant.admin().base(), now + 300, now, number))
            + "."
            + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
    String form =
        "grant_type=client_credentials&client_assertion_type="
            + "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion="
            + assertion;
    return HttpRequest.newBuilder(URI.create(tenant.admin().base() + "/oauth/token"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form))
        .build();
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
