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
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Await;
import org.lumoauth.itests.http.support.Jwt;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Tenant;

/** To whom refresh tokens are given, and for how long. */
@ExtendWith(Shared.class)
class RefreshTokensIT {
  private static final long TENANTS = 7_200;
  private static final int OWN = 600;

  private static Server server;
  private static Tenant tenant;

  @BeforeAll
  static void start(Server shared) throws IOException {
    server = shared;
    tenant = Tenant.create(server);
    tenant
        .admin()
        .patch("/admin/settings/refreshTokens", Map.of("lifetime_seconds", TENANTS))
        .expect(200);
  }

  @Test
  void holdAsLongAsTheTenantSaysWhereTheClientSaysNothing() {
    App app = App.register(tenant, Map.of());

    assertEquals(TENANTS, seconds(app));
    assertEquals(TENANTS, shown(app));
  }

  @Test
  void holdAsLongAsTheClientSays() {
    App app = App.register(tenant, Map.of("refreshTokenLifetime", OWN));

    assertEquals(OWN, seconds(app));
    assertEquals(OWN, shown(app));
  }

  @Test
  void endWhenTheyAreNotUsed() throws Exception {
    Tenant idle = Tenant.create(server);
    App app = App.register(idle, Map.of());
    Api admin = idle.admin();
    admin.patch("/admin/settings/refreshTokens", Map.of("idle_seconds", 600)).expect(200);
    JsonNode tokens = Person.create(server, idle).tokens(app);
    assertEquals(600, seconds(app, tokens));
    admin.patch("/admin/settings/refreshTokens", Map.of("idle_seconds", 1)).expect(200);
    JsonNode next = app.refresh(tokens).expect(200).body();

    Await.until(
        "it ends", Duration.ofSeconds(30), () -> !told(app, next).path("active").asBoolean());

    JsonNode refused = app.refresh(next).expect(400).body();
    assertEquals("invalid_grant", refused.path("error").asText());
    assertEquals(
        "The refresh token is invalid, expired, revoked or already used. Start a new authorization request.",
        refused.path("error_description").asText());
  }

  @Test
  void keepTheScopeAndTheResourcesThatARequestLeavesOut() {
    App app = App.register(tenant, Map.of());
    String resource = tenant.admin().base();
    Map<String, String> asked = Map.of("resource", resource);
    JsonNode tokens = redeemed(app, Person.create(server, tenant).allow(app, asked));

    JsonNode next = app.refresh(app.refresh(tokens).expect(200).body()).expect(200).body();

    JsonNode first = Jwt.claims(tokens.path("access_token").asText());
    JsonNode last = Jwt.claims(next.path("access_token").asText());
    assertEquals(resource, last.path("aud").asText(), last.toString());
    assertEquals(first.path("aud"), last.path("aud"));
    assertEquals(Set.of(App.SCOPE.split(" ")), Set.of(last.path("scope").asText().split(" ")));
    assertEquals(first.path("scope"), last.path("scope"));
  }

  @Test
  void areGivenWithoutOfflineAccessToAClientThatIsRegisteredForThat() {
    Map<String, String> online = Map.of("scope", "openid");
    App usual = App.register(tenant, Map.of());
    App without = App.withMetadata(tenant, Map.of("refresh_token_without_offline_access", true));
    Person ada = Person.create(server, tenant);

    assertFalse(redeemed(usual, ada.allow(usual, online)).has("refresh_token"));
    JsonNode tokens = redeemed(without, ada.allow(without, online));
    without.refresh(tokens).expect(200);
  }

  @Test
  void areGivenSoToWhoRegistersForItItself() {
    JsonNode made =
        tenant
            .admin()
            .post(
                "/connect/register",
                Map.of(
                    "redirect_uris",
                    List.of(App.REDIRECT_URI),
                    "refresh_token_without_offline_access",
                    true))
            .expect(201)
            .body();

    assertTrue(made.path("refresh_token_without_offline_access").asBoolean(), made.toString());
  }

  @Test
  void areListedByWhetherTheirGrantWasEnded() {
    App app = App.register(tenant, Map.of());
    Person.create(server, tenant).tokens(app);
    Person.create(server, tenant).tokens(app);
    String ended = listed(app, false).path(0).path("id").asText();

    tenant.admin().delete("/admin/tokens/" + ended).expect(200);

    assertEquals(1, listed(app, true).size());
    assertEquals(ended, listed(app, true).path(0).path("id").asText());
    assertEquals(1, listed(app, false).size());
  }

  private static JsonNode listed(App app, boolean revoked) {
    String query = "?clientId=" + app.id() + "&revoked=" + revoked;
    return tenant.admin().get("/admin/tokens" + query).expect(200).data();
  }

  private static JsonNode redeemed(App app, Map<String, String> answer) {
    return app.redeem(answer.get("code")).expect(200).body();
  }

  /** How long the first refresh token of a grant holds. */
  private static long seconds(App app) {
    return seconds(app, Person.create(server, tenant).tokens(app));
  }

  private static long seconds(App app, JsonNode tokens) {
    JsonNode told = told(app, tokens);
    return told.path("exp").asLong() - told.path("iat").asLong();
  }

  private static JsonNode told(App app, JsonNode tokens) {
    return app.introspect(tokens.path("refresh_token").asText()).expect(200).body();
  }

  private static long shown(App app) {
    return tenant
        .admin()
        .get("/admin/clients/" + app.id())
        .expect(200)
        .data()
        .path("refreshTokenLifetime")
        .asLong();
  }
}
