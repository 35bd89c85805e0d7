package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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
    JsonNode tokens = Person.create(server, tenant).tokens(app);
    JsonNode told = app.introspect(tokens.path("refresh_token").asText()).expect(200).body();
    return told.path("exp").asLong() - told.path("iat").asLong();
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
