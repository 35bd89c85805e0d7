package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Tenant;

/** What the audit log says of a setting that was changed. */
@ExtendWith(Shared.class)
class SettingsRecordsIT {
  private static final String HOOK = "/admin/settings/approval-webhook";
  private static final String SECRET = "hunter2-hunter2-hunter2";

  private Api admin;

  @BeforeEach
  void start(Server server) throws IOException {
    admin = Tenant.create(server).admin();
  }

  @Test
  void haveWhatWasInForceBeforeAndAfter() {
    admin.patch("/admin/settings/refreshTokens", Map.of("grace_seconds", 7)).expect(200);
    admin.patch("/admin/settings/refreshTokens", Map.of("grace_seconds", 9)).expect(200);

    JsonNode record = lastChange();
    assertEquals("refreshTokens", record.path("targetId").asText(), record.toString());
    assertEquals(7, said(record, "graceSeconds").path("old").asInt(), record.toString());
    assertEquals(9, said(record, "graceSeconds").path("new").asInt(), record.toString());
    assertEquals(1, record.path("context").size(), "what was not changed is no part of it");
  }

  @Test
  void haveNoSecret() {
    admin.patch(HOOK, Map.of("url", "https://hook.example.com/", "secret", SECRET)).expect(200);

    JsonNode record = lastChange();
    assertEquals("https://hook.example.com/", said(record, "url").path("new").asText());
    JsonNode secret = said(record, "secret");
    assertEquals(masked(false), secret.path("old"));
    assertEquals(masked(true), secret.path("new"));
    for (String path : new String[] {"/admin/audit-logs?limit=100", HOOK, "/admin/export"}) {
      assertFalse(admin.get(path).expect(200).text().contains("hunter2"), path);
    }
  }

  private static JsonNode masked(boolean configured) {
    return Api.JSON.valueToTree(Map.of("configured", configured, "redacted", true));
  }

  private JsonNode lastChange() {
    return admin
        .get("/admin/audit-logs?limit=1&action=settings.security-changed")
        .expect(200)
        .data()
        .path(0);
  }

  private static JsonNode said(JsonNode record, String setting) {
    return record.path("context").path(setting);
  }
}
