package org.lumoauth.itests.http.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Await;
import org.lumoauth.itests.http.support.Query;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Tenant;

/** Clients identified by the URL of a metadata document that an attacker chooses. */
@ExtendWith(Shared.class)
class ClientDocumentsIT {
  private static Server server;
  private static Tenant tenant;

  @BeforeAll
  static void start(Server shared) throws IOException {
    server = shared;
    tenant = Tenant.create(server);
    tenant.admin().patch("/admin/settings/cimd", Map.of("enabled", true)).expect(200);
  }

  @Test
  void asksNobodyInside() throws Exception {
    int number = 0;
    for (String host : List.of("10.7.0.1", "169.254.169.254", "[fd00::7]", "[::ffff:10.7.0.2]")) {
      String clientId = "https://" + host + "/client-" + number++ + ".json";

      Api.Answer answer = authorize(clientId);

      assertEquals(400, answer.status(), clientId);
      String line = "outbound_refused purpose=client-id-metadata host=" + host + " ";
      Await.until(line, Duration.ofSeconds(30), () -> server.logs().contains(line));
    }
  }

  private static Api.Answer authorize(String clientId) {
    return new Api(tenant.admin().base(), Map.of())
        .get(
            "/oauth/authorize?"
                + Query.of(
                    Map.of(
                        "client_id",
                        clientId,
                        "redirect_uri",
                        App.REDIRECT_URI,
                        "response_type",
                        "code",
                        "scope",
                        "openid",
                        "code_challenge",
                        App.CHALLENGE,
                        "code_challenge_method",
                        "S256")));
  }
}
