/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** A tenant goes into a document and comes out of it in another as it was. */
@ExtendWith(DefaultServerExtension.class)
class TenantTransferIT {
  private static final String WEBHOOK_SECRET = "hunter2-hunter2-hunter2";

  private static TestServer server;
  private static TestTenant tenant;
  private static TestApplication app;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    ApiClient admin = tenant.admin();
    admin.post("/admin/permissions", Map.of("name", "File", "slug", "ledger.file")).expect(201);
    admin
        .post("/admin/roles", Map.of("name", "Filer", "permissions", List.of("ledger.file")))
        .expect(201);
    TestPerson filer = TestPerson.create(server, tenant, Map.of("givenName", "Ada"));
    admin.post("/admin/roles/filer/users", Map.of("userId", filer.id())).expect(200);
    app = TestApplication.register(tenant, Map.of("name", "Ledger"));
    admin
        .patch(
            "/admin/settings/approval-webhook",
            Map.of("url", "https://hook.example.com/", "secret", WEBHOOK_SECRET))
        .expect(200);
    admin.patch("/admin/settings/refreshTokens", Map.of("grace_seconds", 7)).expect(200);
  }

  @Test
  void exportsNoSecret() {
    String document = tenant.admin().get("/admin/export").expect(200).text();

    for (String secret : List.of(app.secret(), tenant.key(), TestPerson.PASSWORD, WEBHOOK_SECRET)) {
      assertFalse(document.contains(secret), secret);
    }
    assertFalse(document.contains("argon2"), "a hash of a password");
  }

  @Test
  void dryRunReportsChangesWithoutApplyingThem() throws IOException {
    JsonNode document = tenant.admin().get("/admin/export").expect(200).body();
    ApiClient copy = TestTenant.create(server).admin();
    JsonNode before = content(copy);

    JsonNode dry = copy.post("/admin/import?dryRun=true", document).expect(200).body();

    assertTrue(dry.path("dryRun").asBoolean(), dry.toString());
    Set<String> made = new TreeSet<>();
    dry.path("data").forEach(each -> made.add(each.path("section").asText()));
    assertTrue(
        made.containsAll(List.of("permissions", "roles", "users", "clients", "settings")),
        made.toString());
    assertEquals(before, content(copy));
  }

  @Test
  void importsIdenticalCopyIdempotently() throws IOException {
    JsonNode document = tenant.admin().get("/admin/export").expect(200).body();
    ApiClient copy = TestTenant.create(server).admin();
    JsonNode dry = copy.post("/admin/import?dryRun=true", document).expect(200).body();

    JsonNode done = copy.post("/admin/import", document).expect(200).body();

    assertEquals(differences(dry), differences(done), "the dry run said something else");
    assertEquals(content(tenant.admin()), content(copy));
    JsonNode again = copy.post("/admin/import", document).expect(200).body();
    assertEquals("[]", again.path("data").toString());
  }

  /** Everything but the head, which names the tenant. */
  private static JsonNode content(ApiClient admin) {
    ObjectNode document = (ObjectNode) admin.get("/admin/export").expect(200).body();
    return document.without("tenant");
  }

  /** Without what was issued, which a dry run can't say. */
  private static List<String> differences(JsonNode answer) {
    return answer.path("data").findParents("section").stream()
        .map(each -> ((ObjectNode) each).without("issued").toString())
        .toList();
  }
}
