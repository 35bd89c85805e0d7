/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.itests.http.fixture.RotatedClientSecret;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** A client's secret is replaced, at once or while its servers move over to the new one. */
@ExtendWith(DefaultServerExtension.class)
class ClientSecretRotationIT {
  private static final Map<String, Object> AN_HOUR = Map.of("overlapSeconds", 3600);

  private static TestTenant tenant;

  private TestApplication app;

  @BeforeAll
  static void start(TestServer server) throws IOException {
    tenant = TestTenant.create(server);
  }

  @BeforeEach
  void register() {
    app = TestApplication.register(tenant, Map.of("grantTypes", List.of("client_credentials")));
  }

  @Test
  void acceptsBothSecretsDuringOverlap() {
    RotatedClientSecret secrets = RotatedClientSecret.rotate(app, AN_HOUR);

    assertNotEquals(app.secret(), secrets.after().secret());
    secrets.requireBothValid();
  }

  @Test
  void revokesOldSecretWithoutOverlap() {
    RotatedClientSecret secrets = RotatedClientSecret.rotate(app, Map.of());

    RotatedClientSecret.token(secrets.after()).expect(200);
    assertEnded(app);
  }

  @Test
  void revokesEarlierSecretsOnRotationWithoutOverlap() {
    TestApplication second = RotatedClientSecret.rotate(app, AN_HOUR).after();
    TestApplication third = RotatedClientSecret.rotate(second, Map.of("overlapSeconds", 0)).after();

    RotatedClientSecret.token(third).expect(200);
    assertEnded(second);
    assertEnded(app);
  }

  @Test
  void keepsOldSecretOnInvalidOverlap() {
    for (Object wrong : List.of(-1, "x", 1.5, Long.MAX_VALUE)) {
      JsonNode refused =
          tenant
              .admin()
              .post(RotatedClientSecret.path(app), Map.of("overlapSeconds", wrong))
              .expect(422)
              .body();

      assertEquals("overlapSeconds", refused.path("details").path("field").asText());
    }
    RotatedClientSecret.token(app).expect(200);
  }

  private static void assertEnded(TestApplication app) {
    ApiClient.Answer refused = RotatedClientSecret.token(app).expect(401);
    assertEquals("invalid_client", refused.body().path("error").asText());
  }
}
