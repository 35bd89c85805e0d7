/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestServer;

/** A module that fails at the start is named by the launcher, by readiness and by requests. */
class FailedModuleIT {
  private static final String CAUSE = "bootstrap-api-key is not a valid operator key";

  @Test
  void namesTheFailedModuleAndTheCause() throws Exception {
    try (TestServer server = TestServer.stopped(Map.of())) {
      Files.writeString(server.data().resolve("bootstrap-api-key"), "garbage\n");

      String said = assertThrows(AssertionError.class, server::up).getMessage();

      assertTrue(said.contains("The module platform-apikeys failed"), said);
      assertTrue(said.contains(CAUSE), said);
      ApiClient.Answer unready = server.anonymous().get("/system/health/ready").expect(503);
      var failed = unready.body().path("failedModules").path(0);
      assertEquals("platform-apikeys", failed.path("module").asText(), unready.text());
      assertTrue(failed.path("reason").asText().contains(CAUSE), unready.text());
      ApiClient operator = server.anonymous().with("Authorization", "Bearer lmk_" + "a".repeat(36));
      ApiClient.Answer refused = operator.get("/api/v1/platform/tenants").expect(503);
      assertTrue(refused.text().contains("platform-apikeys failed"), refused.text());
    }
  }
}
