/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** The operator reads the platform's audit chain; no tenant does. */
@ExtendWith(DefaultServerExtension.class)
class PlatformAuditIT {
  private static final String AUDIT = "/api/v1/platform/audit";

  private static TestServer server;
  private static TestTenant tenant;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
  }

  @Test
  void listsOperatorActions() throws IOException {
    JsonNode found =
        server
            .operator()
            .get(AUDIT + "?action=tenant.created&targetId=" + tenant.id())
            .expect(200)
            .data();

    assertEquals(1, found.size());
    String id = found.get(0).path("auditId").asText();
    assertEquals(
        id, server.operator().get(AUDIT + "/" + id).expect(200).data().path("auditId").asText());
  }

  @Test
  void verifiesTheChain() throws IOException {
    JsonNode verified = server.operator().json("POST", AUDIT + "/verify", "").expect(200).data();

    assertTrue(verified.path("broken").isNull(), verified.toString());
    assertTrue(verified.path("records").asLong() > 0);
  }

  @Test
  void exportsTheChainAndRecordsTheExport() throws IOException {
    ApiClient operator = server.operator();
    JsonNode exported = operator.get(AUDIT + "/export?format=json").expect(200).body();

    assertEquals(exported.path("data").size(), exported.path("meta").path("total").asInt());
    assertFalse(
        operator.get(AUDIT + "?action=audit.exported&limit=1").expect(200).data().isEmpty());
    assertTrue(operator.get(AUDIT + "/export").expect(200).text().startsWith("id,auditId,"));
  }

  @Test
  void refusesATenantsAdministrator() {
    ApiClient admin = server.anonymous().with("Authorization", "Bearer " + tenant.key());

    admin.get(AUDIT).expect(403);
    admin.get(AUDIT + "/export").expect(403);
    admin.get(AUDIT + "/1").expect(403);
    server.anonymous().get(AUDIT).expect(401);
  }

  @Test
  void hidesTheRecordsOfTenants() throws IOException {
    String ofTenant =
        tenant
            .admin()
            .get("/admin/audit-logs?limit=1")
            .expect(200)
            .data()
            .get(0)
            .path("auditId")
            .asText();

    server.operator().get(AUDIT + "/" + ofTenant).expect(404);
  }

  @Test
  void isListedOnTheConsole() {
    String listed = server.console("lumoauth:audit-list --no-format --limit 1000");

    assertTrue(listed.contains("tenant.created"), listed);
    assertTrue(listed.contains(tenant.slug()), listed);
  }

  @Test
  void isExportedOnTheConsoleToANewFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("platform.csv");

    String said = server.console("lumoauth:audit-export " + file);

    assertTrue(said.contains(" records to "), said);
    assertTrue(Files.readString(file).contains("tenant.created"));
  }
}
