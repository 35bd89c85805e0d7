/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** A tenant, its users and clients with backchannel authentication. */
abstract class BackchannelAuthenticationTestBase {
  static final String GRANT = "urn:openid:params:grant-type:ciba";
  static final String PASSWORD = "a few words in a row 42";
  static final String SCOPE = "openid email offline_access";
  static final Pattern LINK = Pattern.compile("/t/[a-z0-9-]+/ciba/apr_[0-9A-Z]+");

  /** What the client at the other end was told. */
  record Notice(String authorization, String contentType, JsonNode body) {}

  static final BlockingQueue<Notice> NOTICES = new LinkedBlockingQueue<>();

  static TestServer server;
  static HttpServer receiver;
  static TestTenant tenant;
  static int people;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/told",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          NOTICES.add(
              new Notice(
                  headers.getFirst("Authorization"),
                  headers.getFirst("Content-Type"),
                  new ObjectMapper().readTree(exchange.getRequestBody())));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterAll
  static void stop() {
    receiver.stop(0);
  }

  /** A user and the browser that they use. */
  record Person(String id, String email, TestBrowser browser) {}

  static Person person() {
    people++;
    String email = "ciba" + people + "@example.com";
    String id =
        tenant
            .admin()
            .post(
                "/admin/users", Map.of("email", email, "password", PASSWORD, "emailVerified", true))
            .expect(201)
            .data()
            .path("id")
            .asText();
    TestBrowser browser =
        new TestBrowser(server.base())
            .open("/t/" + tenant.slug() + "/login")
            .submit("identifier", email)
            .submit("password", PASSWORD);
    return new Person(id, email, browser);
  }

  /** The person finds the request in their list, and answers. */
  static void decide(Person person, String decision) {
    person.browser().open("/t/" + tenant.slug() + "/ciba");
    open(person);
    person.browser().submit("decision", decision);
    assertEquals(200, person.browser().status(), person.browser().text());
  }

  static void open(Person person) {
    person.browser().open(link(person.browser().text()));
    assertEquals(200, person.browser().status(), person.browser().text());
  }

  static String link(String page) {
    Matcher link = LINK.matcher(page);
    assertTrue(link.find(), page);
    return link.group();
  }

  static Map<String, Object> told(String mode) {
    return Map.of(
        "backchannel_token_delivery_mode",
        mode,
        "backchannel_client_notification_endpoint",
        "http://127.0.0.1:" + receiver.getAddress().getPort() + "/told");
  }

  static Map<String, Object> registration(Map<String, Object> metadata) {
    return Map.of(
        "name", "Call centre",
        "redirectUris", List.of(),
        "grantTypes", List.of(GRANT, "refresh_token"),
        "allowedScopes", List.of(SCOPE.split(" ")),
        "metadata", metadata);
  }

  static JsonNode client(Map<String, Object> metadata) {
    return tenant.admin().post("/admin/clients", registration(metadata)).expect(201).data();
  }

  static JsonNode ask(JsonNode client, Map<String, String> parameters) {
    Map<String, String> all = new HashMap<>(parameters);
    all.putIfAbsent("scope", SCOPE);
    return as(client).form("/oauth/bc-authorize", encoded(all)).expect(200).body();
  }

  static ApiClient.Answer poll(JsonNode client, String authReqId) {
    return as(client)
        .form("/oauth/token", encoded(Map.of("grant_type", GRANT, "auth_req_id", authReqId)));
  }

  static String error(ApiClient.Answer answer) {
    assertTrue(answer.status() == 400 || answer.status() == 401, answer.toString());
    return answer.body().path("error").asText();
  }

  static ApiClient as(JsonNode client) {
    String pair = client.path("clientId").asText() + ":" + client.path("secret").asText();
    return api()
        .with(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  static ApiClient api() {
    return new ApiClient(server.base() + "/t/" + tenant.slug() + "/api/v1", Map.of());
  }

  static JsonNode claims(String jwt) throws IOException {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]));
  }

  static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(
            parameter ->
                parameter.getKey()
                    + "="
                    + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
