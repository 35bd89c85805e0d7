/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestServer;

/** After a damaged master key file is replaced, the server recovers without a restart. */
class MasterKeyRecoveryIT {
  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private static final String READY = "/system/health/ready";

  @Test
  void recoversAfterTheMasterKeyIsRestored() throws Exception {
    try (TestServer server = TestServer.stopped(Map.of())) {
      Path key = server.data().resolve("master.key");
      Files.writeString(key, "damaged\n");
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
      String said = assertThrows(AssertionError.class, server::up).getMessage();
      assertTrue(said.contains("does not contain 32 bytes"), said);
      ApiClient.Answer unready = server.anonymous().get(READY);
      assertEquals(503, unready.status());
      assertTrue(unready.text().contains("master-key"), unready.text());

      Files.delete(key); // the database is not in use yet: a new key belongs to it

      awaitReady(server);
      assertEquals(201, tenantStatus(server));
    }
  }

  private static int tenantStatus(TestServer server) throws Exception {
    return server
        .operator()
        .post("/api/v1/platform/tenants", Map.of("slug", "recovered", "name", "Recovered"))
        .status();
  }

  private static void awaitReady(TestServer server) {
    long end = System.nanoTime() + RECOVERY.toNanos();
    ApiClient.Answer answer = server.anonymous().get(READY);
    while (answer.status() != 200 && System.nanoTime() < end) {
      answer = server.anonymous().get(READY);
    }
    answer.expect(200);
  }
}
