/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;

/** To whom refresh tokens are given, and for how long. */
@ExtendWith(DefaultServerExtension.class)
class RefreshTokensIT {
  private static final long TENANTS = 7_200;
  private static final int OWN = 600;

  private static TestServer server;
  private static TestTenant tenant;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    tenant
        .admin()
        .patch("/admin/settings/refreshTokens", Map.of("lifetime_seconds", TENANTS))
        .expect(200);
  }

  @Test
  void useTheTenantLifetimeByDefault() {
    TestApplication app = TestApplication.register(tenant, Map.of());

    assertEquals(TENANTS, seconds(app));
    assertEquals(TENANTS, shown(app));
  }

  @Test
  void useTheClientLifetime() {
    TestApplication app = TestApplication.register(tenant, Map.of("refreshTokenLifetime", OWN));

    assertEquals(OWN, seconds(app));
    assertEquals(OWN, shown(app));
  }

  @Test
  void expireWhenIdle() throws Exception {
    TestTenant idle = TestTenant.create(server);
    TestApplication app = TestApplication.register(idle, Map.of());
    ApiClient admin = idle.admin();
    admin.patch("/admin/settings/refreshTokens", Map.of("idle_seconds", 600)).expect(200);
    JsonNode tokens = TestPerson.create(server, idle).tokens(app);
    assertEquals(600, seconds(app, tokens));
    admin.patch("/admin/settings/refreshTokens", Map.of("idle_seconds", 1)).expect(200);
    JsonNode next = app.refresh(tokens).expect(200).body();

    ConditionPoller.until(
        "it ends", Duration.ofSeconds(30), () -> !told(app, next).path("active").asBoolean());

    JsonNode refused = app.refresh(next).expect(400).body();
    assertEquals("invalid_grant", refused.path("error").asText());
    assertEquals(
        "The refresh token is invalid, expired, revoked or already used. Start a new authorization request.",
        refused.path("error_description").asText());
  }

  @Test
  void keepScopeAndResourcesIfOmitted() {
    TestApplication app = TestApplication.register(tenant, Map.of());
    String resource = tenant.admin().base();
    Map<String, String> asked = Map.of("resource", resource);
    JsonNode tokens = redeemed(app, TestPerson.create(server, tenant).allow(app, asked));

    JsonNode next = app.refresh(app.refresh(tokens).expect(200).body()).expect(200).body();

    JsonNode first = UnverifiedJwt.claims(tokens.path("access_token").asText());
    JsonNode last = UnverifiedJwt.claims(next.path("access_token").asText());
    assertEquals(resource, last.path("aud").asText(), last.toString());
    assertEquals(first.path("aud"), last.path("aud"));
    assertEquals(
        Set.of(TestApplication.SCOPE.split(" ")), Set.of(last.path("scope").asText().split(" ")));
    assertEquals(first.path("scope"), last.path("scope"));
  }

  @Test
  void areIssuedWithoutOfflineAccessByClientSetting() {
    Map<String, String> online = Map.of("scope", "openid");
    TestApplication usual = TestApplication.register(tenant, Map.of());
    TestApplication without =
        TestApplication.withMetadata(tenant, Map.of("refresh_token_without_offline_access", true));
    TestPerson ada = TestPerson.create(server, tenant);

    assertFalse(redeemed(usual, ada.allow(usual, online)).has("refresh_token"));
    JsonNode tokens = redeemed(without, ada.allow(without, online));
    without.refresh(tokens).expect(200);
  }

  @Test
  void areIssuedWithoutOfflineAccessToSelfRegisteredClient() {
    JsonNode made =
        tenant
            .admin()
            .post(
                "/connect/register",
                Map.of(
                    "redirect_uris",
                    List.of(TestApplication.REDIRECT_URI),
                    "refresh_token_without_offline_access",
                    true))
            .expect(201)
            .body();

    assertTrue(made.path("refresh_token_without_offline_access").asBoolean(), made.toString());
  }

  @Test
  void areListedByRevocationStatus() {
    TestApplication app = TestApplication.register(tenant, Map.of());
    TestPerson.create(server, tenant).tokens(app);
    TestPerson.create(server, tenant).tokens(app);
    String ended = listed(app, false).path(0).path("id").asText();

    tenant.admin().delete("/admin/tokens/" + ended).expect(200);

    assertEquals(1, listed(app, true).size());
    assertEquals(ended, listed(app, true).path(0).path("id").asText());
    assertEquals(1, listed(app, false).size());
  }

  private static JsonNode listed(TestApplication app, boolean revoked) {
    String query = "?clientId=" + app.id() + "&revoked=" + revoked;
    return tenant.admin().get("/admin/tokens" + query).expect(200).data();
  }

  private static JsonNode redeemed(TestApplication app, Map<String, String> answer) {
    return app.redeem(answer.get("code")).expect(200).body();
  }

  /** How long the first refresh token of a grant holds. */
  private static long seconds(TestApplication app) {
    return seconds(app, TestPerson.create(server, tenant).tokens(app));
  }

  private static long seconds(TestApplication app, JsonNode tokens) {
    JsonNode told = told(app, tokens);
    return told.path("exp").asLong() - told.path("iat").asLong();
  }

  private static JsonNode told(TestApplication app, JsonNode tokens) {
    return app.introspect(tokens.path("refresh_token").asText()).expect(200).body();
  }

  private static long shown(TestApplication app) {
    return tenant
        .admin()
        .get("/admin/clients/" + app.id())
        .expect(200)
        .data()
        .path("refreshTokenLifetime")
        .asLong();
  }
}
