package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that ask while a module is stopped: they are told to come again, and what they then send
 * again is as good as it was.
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
  void callsNoSecretWrongThatNobodyReads() {
    App robot = robot();

    whileStopped("oauth.client-auth-secret-basic", () -> unavailable(robot.token(CREDENTIALS)));

    robot.token(CREDENTIALS).expect(200);
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
    return App.register(tenant, Map.of("grantTypes", List.of("client_credentials")));
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
    server.console("bundle:stop org.lumoauth." + bundle);
    try {
      work.run();
    } finally {
      server.console("bundle:start org.lumoauth." + bundle);
    }
  }
}
