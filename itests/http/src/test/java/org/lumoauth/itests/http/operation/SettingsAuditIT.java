/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** What the audit log says of a setting that was changed. */
@ExtendWith(DefaultServerExtension.class)
class SettingsAuditIT {
  private static final String HOOK = "/admin/settings/approval-webhook";
  private static final String SECRET = "hunter2-hunter2-hunter2";

  private ApiClient admin;

  @BeforeEach
  void start(TestServer server) throws IOException {
    admin = TestTenant.create(server).admin();
  }

  @Test
  void recordsContainOldAndNewValues() {
    admin.patch("/admin/settings/refreshTokens", Map.of("grace_seconds", 7)).expect(200);
    admin.patch("/admin/settings/refreshTokens", Map.of("grace_seconds", 9)).expect(200);

    JsonNode record = lastChange();
    assertEquals("refreshTokens", record.path("targetId").asText(), record.toString());
    assertEquals(7, recordedChange(record, "graceSeconds").path("old").asInt(), record.toString());
    assertEquals(9, recordedChange(record, "graceSeconds").path("new").asInt(), record.toString());
    assertEquals(1, record.path("context").size(), "what was not changed is no part of it");
  }

  @Test
  void recordsContainNoSecret() {
    admin.patch(HOOK, Map.of("url", "https://hook.example.com/", "secret", SECRET)).expect(200);

    JsonNode record = lastChange();
    assertEquals("https://hook.example.com/", recordedChange(record, "url").path("new").asText());
    JsonNode secret = recordedChange(record, "secret");
    assertEquals(masked(false), secret.path("old"));
    assertEquals(masked(true), secret.path("new"));
    for (String path : new String[] {"/admin/audit-logs?limit=100", HOOK, "/admin/export"}) {
      assertFalse(admin.get(path).expect(200).text().contains("hunter2"), path);
    }
  }

  private static JsonNode masked(boolean configured) {
    return ApiClient.JSON.valueToTree(Map.of("configured", configured, "redacted", true));
  }

  private JsonNode lastChange() {
    return admin
        .get("/admin/audit-logs?limit=1&action=settings.security-changed")
        .expect(200)
        .data()
        .path(0);
  }

  private static JsonNode recordedChange(JsonNode record, String setting) {
    return record.path("context").path(setting);
  }
}
