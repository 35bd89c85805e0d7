package org.lumoauth.itests.http.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.RotatedSecret;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Tenant;

/** A client's secret is replaced, at once or while its servers move over to the new one. */
@ExtendWith(Shared.class)
class ClientSecretsIT {
  private static final Map<String, Object> AN_HOUR = Map.of("overlapSeconds", 3600);

  private static Tenant tenant;

  private App app;

  @BeforeAll
  static void start(Server server) throws IOException {
    tenant = Tenant.create(server);
  }

  @BeforeEach
  void register() {
    app = App.register(tenant, Map.of("grantTypes", List.of("client_credentials")));
  }

  @Test
  void holdTogetherForTheOverlap() {
    RotatedSecret secrets = RotatedSecret.of(app, AN_HOUR);

    assertNotEquals(app.secret(), secrets.after().secret());
    secrets.holdBoth();
  }

  @Test
  void endAtOnceWhereNoOverlapIsAskedFor() {
    RotatedSecret secrets = RotatedSecret.of(app, Map.of());

    RotatedSecret.token(secrets.after()).expect(200);
    assertEnded(app);
  }

  @Test
  void endWithTheNextThatComesWithoutOverlap() {
    App second = RotatedSecret.of(app, AN_HOUR).after();
    App third = RotatedSecret.of(second, Map.of("overlapSeconds", 0)).after();

    RotatedSecret.token(third).expect(200);
    assertEnded(second);
    assertEnded(app);
  }

  @Test
  void stayWhereTheOverlapIsNone() {
    for (Object wrong : List.of(-1, "x", 1.5, Long.MAX_VALUE)) {
      JsonNode refused =
          tenant
              .admin()
              .post(RotatedSecret.path(app), Map.of("overlapSeconds", wrong))
              .expect(422)
              .body();

      assertEquals("overlapSeconds", refused.path("details").path("field").asText());
    }
    RotatedSecret.token(app).expect(200);
  }

  private static void assertEnded(App app) {
    Api.Answer refused = RotatedSecret.token(app).expect(401);
    assertEquals("invalid_client", refused.body().path("error").asText());
  }
}
