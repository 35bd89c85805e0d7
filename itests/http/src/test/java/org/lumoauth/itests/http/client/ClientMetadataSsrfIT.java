/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Clients identified by the URL of a metadata document that an attacker chooses. */
@ExtendWith(DefaultServerExtension.class)
class ClientMetadataSsrfIT {
  private static TestServer server;
  private static TestTenant tenant;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    tenant.admin().patch("/admin/settings/cimd", Map.of("enabled", true)).expect(200);
  }

  @Test
  void fetchesNoInternalAddress() throws Exception {
    int number = 0;
    for (String host : List.of("10.7.0.1", "169.254.169.254", "[fd00::7]", "[::ffff:10.7.0.2]")) {
      String clientId = "https://" + host + "/client-" + number++ + ".json";

      ApiClient.Answer answer = authorize(clientId);

      assertEquals(400, answer.status(), clientId);
      String line = "outbound_refused purpose=client-id-metadata host=" + host + " ";
      ConditionPoller.until(line, Duration.ofSeconds(30), () -> server.logs().contains(line));
    }
  }

  private static ApiClient.Answer authorize(String clientId) {
    return new ApiClient(tenant.admin().base(), Map.of())
        .get(
            "/oauth/authorize?"
                + FormParameters.of(
                    Map.of(
                        "client_id",
                        clientId,
                        "redirect_uri",
                        TestApplication.REDIRECT_URI,
                        "response_type",
                        "code",
                        "scope",
                        "openid",
                        "code_challenge",
                        TestApplication.CHALLENGE,
                        "code_challenge_method",
                        "S256")));
  }
}
