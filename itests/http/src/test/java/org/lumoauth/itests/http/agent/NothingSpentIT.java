package org.lumoauth.itests.http.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.itests.http.fixture.Bank;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Query;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.SharedForModules;
import org.lumoauth.itests.http.support.Tenant;
import org.lumoauth.testkit.builder.TestJwtSigner;

/**
 * Requests while a module is stopped fail with a retryable error. The retry succeeds with the same
 * code, token or credential.
 */
@ExtendWith(SharedForModules.class)
class NothingSpentIT {
  private static final Map<String, String> CREDENTIALS = Map.of("grant_type", "client_credentials");

  private static Server server;
  private static Tenant tenant;
  private static App app;

  @BeforeAll
  static void start(Server shared) throws IOException {
    server = shared;
    tenant = Tenant.create(server);
    app = App.register(tenant, Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth.openid", "oauth.grant-refresh-token", "oauth.logout"})
  void spendsNoCodeOnHalfAnAnswer(String module) {
    String code = code();

    whileStopped(module, () -> unavailable(app.redeem(code)));

    JsonNode tokens = app.redeem(code).expect(200).body();
    assertTrue(tokens.path("id_token").isTextual(), tokens.toString());
    assertTrue(tokens.path("refresh_token").isTextual(), tokens.toString());
  }

  @Test
  void spendsNoRefreshTokenOnHalfAnAnswer() {
    JsonNode tokens = app.redeem(code()).expect(200).body();

    whileStopped("oauth.openid", () -> unavailable(app.refresh(tokens)));

    JsonNode next = app.refresh(tokens).expect(200).body();
    assertTrue(next.path("id_token").isTextual(), next.toString());
    assertTrue(next.path("refresh_token").isTextual(), next.toString());
  }

  @Test
  void givesNoPlainTokenForAProofThatNobodyReads() {
    App robot = robot();
    Api proving = robot.api().and("DPoP", "x.y.z");

    whileStopped(
        "oauth.dpop",
        () -> {
          unavailable(proving.form("/oauth/token", Query.of(CREDENTIALS)));
          unavailable(
              app.api()
                  .and("DPoP", "x.y.z")
                  .form("/oauth/par", Query.of(app.request(Map.of("client_id", "")))));
        });

    assertEquals(
        "invalid_dpop_proof",
        proving
            .form("/oauth/token", Query.of(CREDENTIALS))
            .expect(400)
            .body()
            .path("error")
            .asText());
  }

  @Test
  void callsNoCredentialWrongThatNobodyReads() {
    App basic = robot();
    App posting = robot(Map.of("tokenEndpointAuthMethods", List.of("client_secret_post")));
    App open = App.register(tenant, Map.of("isConfidential", false));
    TestJwtSigner key = TestJwtSigner.es256("k1");
    Map<String, Object> signs =
        Map.of(
            "tokenEndpointAuthMethods", List.of("private_key_jwt"),
            "metadata", Map.of("jwks", Map.of("keys", List.of(key.jwk()))));
    Bank signing = new Bank(robot(signs), key, key);
    Map<String, String> secret =
        Query.with(
            CREDENTIALS, Map.of("client_id", posting.id(), "client_secret", posting.secret()));
    List<Supplier<Api.Answer>> asked =
        List.of(
            () -> basic.token(CREDENTIALS),
            () -> posting.connection().form("/oauth/token", Query.of(secret)),
            () -> open.ask("/oauth/revoke", Map.of("token", "x")),
            () -> signing.ask("/oauth/token", CREDENTIALS, signing.assertion(Map.of())));

    whileStopped(
        List.of("oauth.client-auth-secret", "oauth.client-auth-private-key-jwt"),
        () -> asked.forEach(each -> unavailable(each.get())));

    asked.forEach(each -> each.get().expect(200));
  }

  @Test
  void callsNoAuthorizationRequestWrongThatNobodyReads() {
    Person ada = Person.create(server, tenant).signIn();

    whileStopped(
        "oauth.jarm",
        () -> assertEquals("temporarily_unavailable", error(ada, "response_mode", "jwt")));
    whileStopped(
        "oauth.rich-authorization",
        () ->
            assertEquals(
                "temporarily_unavailable",
                error(ada, "authorization_details", "[{\"type\":\"payment\"}]")));
    whileStopped(
        "oauth.par",
        () ->
            assertEquals(
                "temporarily_unavailable",
                error(ada, "request_uri", "urn:ietf:params:oauth:request_uri:x")));
  }

  private static App robot() {
    return robot(Map.of());
  }

  private static App robot(Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.put("grantTypes", List.of("client_credentials"));
    return App.register(tenant, all);
  }

  private static String code() {
    return Person.create(server, tenant).allow(app, Map.of("prompt", "consent")).get("code");
  }

  private static String error(Person person, String name, String value) {
    person.browser().openOnly(app.authorize(app.request(Map.of(name, value))));
    return Query.in(person.browser().location()).get("error");
  }

  private static void unavailable(Api.Answer answer) {
    answer.expect(503);
    assertEquals("module_unavailable", answer.body().path("code").asText(), answer.toString());
    assertTrue(answer.response().headers().firstValue("Retry-After").isPresent());
  }

  private static void whileStopped(String bundle, Runnable work) {
    whileStopped(List.of(bundle), work);
  }

  private static void whileStopped(List<String> bundles, Runnable work) {
    String names =
        bundles.stream().map(name -> " org.lumoauth." + name).collect(Collectors.joining());
    server.console("bundle:stop" + names);
    try {
      work.run();
    } finally {
      server.console("bundle:start" + names);
    }
  }
}
