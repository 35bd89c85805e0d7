/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.itests.http.fixture.FapiClient;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.testkit.builder.TestJwtSigner;

/**
 * Requests while a module is stopped fail with a retryable error. The retry succeeds with the same
 * code, token or credential.
 */
@ExtendWith(ModuleServerExtension.class)
class StoppedModuleRetryIT {
  private static final Map<String, String> CREDENTIALS = Map.of("grant_type", "client_credentials");

  private static TestServer server;
  private static TestTenant tenant;
  private static TestApplication app;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    app = TestApplication.register(tenant, Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth.openid", "oauth.grant-refresh-token", "oauth.logout"})
  void keepsCodeUsableAfterIncompleteResponse(String module) {
    String code = code();

    whileStopped(module, () -> assertUnavailable(app.redeem(code)));

    JsonNode tokens = app.redeem(code).expect(200).body();
    assertTrue(tokens.path("id_token").isTextual(), tokens.toString());
    assertTrue(tokens.path("refresh_token").isTextual(), tokens.toString());
  }

  @Test
  void keepsRefreshTokenUsableAfterIncompleteResponse() {
    JsonNode tokens = app.redeem(code()).expect(200).body();

    whileStopped("oauth.openid", () -> assertUnavailable(app.refresh(tokens)));

    JsonNode next = app.refresh(tokens).expect(200).body();
    assertTrue(next.path("id_token").isTextual(), next.toString());
    assertTrue(next.path("refresh_token").isTextual(), next.toString());
  }

  @Test
  void issuesNoUnboundTokenWithoutTheDpopModule() {
    TestApplication robot = machineClient();
    ApiClient proving = robot.api().and("DPoP", "x.y.z");

    whileStopped(
        "oauth.dpop",
        () -> {
          assertUnavailable(proving.form("/oauth/token", FormParameters.of(CREDENTIALS)));
          assertUnavailable(
              app.api()
                  .and("DPoP", "x.y.z")
                  .form("/oauth/par", FormParameters.of(app.request(Map.of("client_id", "")))));
        });

    assertEquals(
        "invalid_dpop_proof",
        proving
            .form("/oauth/token", FormParameters.of(CREDENTIALS))
            .expect(400)
            .body()
            .path("error")
            .asText());
  }

  @Test
  void reportsUnverifiableCredentialAsUnavailable() {
    TestApplication basic = machineClient();
    TestApplication posting =
        machineClient(Map.of("tokenEndpointAuthMethods", List.of("client_secret_post")));
    TestApplication open = TestApplication.register(tenant, Map.of("isConfidential", false));
    TestJwtSigner key = TestJwtSigner.es256("k1");
    Map<String, Object> signs =
        Map.of(
            "tokenEndpointAuthMethods", List.of("private_key_jwt"),
            "metadata", Map.of("jwks", Map.of("keys", List.of(key.jwk()))));
    FapiClient signing = new FapiClient(machineClient(signs), key, key);
    Map<String, String> secret =
        FormParameters.with(
            CREDENTIALS, Map.of("client_id", posting.id(), "client_secret", posting.secret()));
    List<Supplier<ApiClient.Answer>> asked =
        List.of(
            () -> basic.token(CREDENTIALS),
            () -> posting.connection().form("/oauth/token", FormParameters.of(secret)),
            () -> open.ask("/oauth/revoke", Map.of("token", "x")),
            () -> signing.ask("/oauth/token", CREDENTIALS, signing.assertion(Map.of())));

    whileStopped(
        List.of("oauth.client-auth-secret", "oauth.client-auth-private-key-jwt"),
        () -> asked.forEach(each -> assertUnavailable(each.get())));

    asked.forEach(each -> each.get().expect(200));
  }

  @Test
  void reportsUnreadableAuthorizationRequestAsUnavailable() {
    TestPerson ada = TestPerson.create(server, tenant).signIn();

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

  private static TestApplication machineClient() {
    return machineClient(Map.of());
  }

  private static TestApplication machineClient(Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.put("grantTypes", List.of("client_credentials"));
    return TestApplication.register(tenant, all);
  }

  private static String code() {
    return TestPerson.create(server, tenant).allow(app, Map.of("prompt", "consent")).get("code");
  }

  private static String error(TestPerson person, String name, String value) {
    person.browser().openOnly(app.authorize(app.request(Map.of(name, value))));
    return FormParameters.in(person.browser().location()).get("error");
  }

  private static void assertUnavailable(ApiClient.Answer answer) {
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
