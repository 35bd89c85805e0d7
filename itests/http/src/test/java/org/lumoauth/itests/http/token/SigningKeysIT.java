/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Signing keys as relying parties and the operator see them. */
@ExtendWith(DefaultServerExtension.class)
class SigningKeysIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static TestServer server;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
  }

  @Test
  void publishesTheNextSigningKey() throws Exception {
    TestTenant tenant = TestTenant.create(server);
    TestTenant.Agent agent = tenant.agent("Signer", List.of(), List.of());
    agent.token();
    List<String> before = settledKids(tenant);
    server.console("lumoauth:key-rotate " + tenant.slug());

    assertTrue(before.contains(kid(agent.token())));
  }

  @Test
  void acceptsTokensOfOldKeyAfterRotation() throws Exception {
    TestTenant tenant = TestTenant.create(server);
    TestTenant.Agent agent = tenant.agent("Signer", List.of(), List.of());
    ApiClient old = agent.authenticated();
    server.console("lumoauth:key-rotate " + tenant.slug());

    assertEquals(200, old.get("/agents/me").status());
  }

  @Test
  void refusesTokensOfRevokedKey() throws Exception {
    TestTenant tenant = TestTenant.create(server);
    TestTenant.Agent agent = tenant.agent("Signer", List.of(), List.of());
    String token = agent.token();
    ApiClient old = agent.api().with("Authorization", "Bearer " + token);
    assertEquals(200, old.get("/agents/me").status()); // now it is in memory
    server.console("lumoauth:key-rotate --revoke-old " + tenant.slug());

    assertEquals(401, old.get("/agents/me").status());
    assertFalse(kids(tenant).contains(kid(token)));
    assertEquals(200, agent.authenticated().get("/agents/me").status());
    assertTrue(actions(tenant).contains("signing_key.revoked"));
  }

  @Test
  void allowsCachingOfTheKeySet() throws Exception {
    TestTenant tenant = TestTenant.create(server);
    tenant.agent("Signer", List.of(), List.of()).token();
    settledKids(tenant);
    var headers = jwks(tenant.admin()).response().headers();

    assertEquals("public, max-age=3600", headers.firstValue("Cache-Control").orElse(""));
    ApiClient again = tenant.admin().with("If-None-Match", headers.firstValue("ETag").orElse(""));
    assertEquals(304, jwks(again).status());
  }

  private static ApiClient.Answer jwks(ApiClient api) {
    return api.get("/.well-known/jwks.json");
  }

  /** The ids of the published keys, once every algorithm has its next key. */
  private static List<String> settledKids(TestTenant tenant) throws Exception {
    ConditionPoller.until(
        "the key set may be cached",
        PATIENCE,
        () ->
            jwks(tenant.admin())
                .response()
                .headers()
                .firstValue("Cache-Control")
                .orElse("")
                .startsWith("public"));
    return kids(tenant);
  }

  private static List<String> kids(TestTenant tenant) {
    return jwks(tenant.admin()).body().findValuesAsText("kid");
  }

  private static List<String> actions(TestTenant tenant) {
    List<String> actions = new ArrayList<>();
    for (JsonNode entry : tenant.admin().get("/admin/audit-logs?limit=100").expect(200).data()) {
      actions.add(entry.path("action").asText());
    }
    return actions;
  }

  private static String kid(String token) throws IOException {
    byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
    return ApiClient.JSON.readTree(header).path("kid").asText();
  }
}
