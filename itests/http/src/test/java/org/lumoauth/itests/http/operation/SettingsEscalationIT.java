/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** A caller who may change settings, and no more, changes none that decides who may do what. */
@ExtendWith(DefaultServerExtension.class)
class SettingsEscalationIT {
  private static final String HOOK = "/admin/settings/approval-webhook";
  private static final String SECRET = "hunter2-hunter2-hunter2";

  /**
   * Settings that decide who may do what, with another value than the default and their own
   * permission.
   */
  private static final List<GuardedSetting> GUARDED =
      List.of(
          new GuardedSetting("decisions", "combining_rule", "permit-overrides", "policies.write"),
          new GuardedSetting("decisions", "model_order", List.of("rbac"), "policies.write"),
          new GuardedSetting("aauthPerson", "agent_providers", url("a"), "roles.write"),
          new GuardedSetting("aauthPerson", "resources", url("r"), "roles.write"),
          new GuardedSetting("aauthPerson", "access_servers", url("s"), "roles.write"),
          new GuardedSetting("aauthPerson", "person_servers", url("p"), "roles.write"),
          new GuardedSetting("aauthPerson", "access_scopes", List.of("pay"), "roles.write"),
          new GuardedSetting("aauthPerson", "chain_depth", 9, "roles.write"),
          new GuardedSetting("approval-webhook", "url", "https://evil.example/", "jit.approve"),
          new GuardedSetting("approval-webhook", "secret", SECRET, "jit.approve"),
          new GuardedSetting("access-requests", "enabled", true, "policies.write"),
          new GuardedSetting("jit", "details_within_capabilities", true, "jit.approve"),
          new GuardedSetting("id-jag", "audiences", url("as"), "clients.write"),
          new GuardedSetting("cimd", "enabled", true, "clients.write"),
          new GuardedSetting("cimd", "scopes", List.of("openid", "pay"), "clients.write"),
          new GuardedSetting("dynamicClientRegistration", "enabled", true, "clients.write"),
          new GuardedSetting("dynamicClientRegistration", "require_pkce", false, "clients.write"),
          new GuardedSetting("refreshTokens", "without_offline_access", true, "clients.write"),
          new GuardedSetting("token-exchange", "max_actors", 5, "clients.write"),
          new GuardedSetting("txn-tokens", "trust_domain", "evil.example", "clients.write"),
          new GuardedSetting("ssf", "subject_format", "email", "settings.manage"),
          new GuardedSetting("magic-link", "enabled", true, "settings.manage"),
          new GuardedSetting("agents", "max_sub_agents", 9_999, "agents.write"),
          new GuardedSetting("mcp", "registered_resources_only", false, "agents.write"));

  /** A setting that needs more than {@code settings.write}. */
  private record GuardedSetting(String section, String member, Object value, String permission) {
    ApiClient.Answer set(ApiClient api) {
      return api.patch("/admin/settings/" + section, Map.of(member, value));
    }
  }

  private TestTenant tenant;

  @BeforeEach
  void start(TestServer shared) throws IOException {
    tenant = TestTenant.create(shared);
  }

  @Test
  void refusesEachGuardedSetting() {
    ApiClient weak = key("admin:settings");
    Map<String, String> open = new LinkedHashMap<>();
    for (GuardedSetting setting : GUARDED) {
      ApiClient.Answer answer = setting.set(weak);
      String needed = answer.body().at("/details/permission").asText();
      if (answer.status() != 403 || !needed.equals(setting.permission())) {
        open.put(setting.section() + "." + setting.member(), answer.toString());
      }
    }

    assertEquals(Map.of(), open);
  }

  @Test
  void changesGuardedSettingsWithTheirPermissions() {
    for (GuardedSetting setting : GUARDED) {
      setting.set(tenant.admin()).expect(200);
    }
    key("admin:settings", "admin:policies")
        .patch("/admin/settings/decisions", Map.of("combining_rule", "deny-overrides"))
        .expect(200);
  }

  /** Each setting of the server is walked by what it names itself. */
  @Test
  void refusesEachSettingWithItsOwnPermission() {
    JsonNode all = tenant.admin().get("/admin/settings").expect(200).body();
    ApiClient weak = key("admin:settings");
    List<String> open = new ArrayList<>();
    int walked = 0;
    var sections = all.path("permissions").properties().iterator();
    while (sections.hasNext()) {
      var section = sections.next();
      var members = section.getValue().properties().iterator();
      while (members.hasNext()) {
        var member = members.next();
        JsonNode shown = all.path("data").path(section.getKey()).path(member.getKey());
        if (member.getValue().asText().equals("settings.write") || !shown.isBoolean()) {
          continue;
        }
        walked++;
        int status =
            weak.patch(
                    "/admin/settings/" + section.getKey(),
                    Map.of(member.getKey(), !shown.asBoolean()))
                .status();
        if (status != 403 && status != 422) { // one that can't be changed at all is 422
          open.add(section.getKey() + "." + member.getKey() + ": " + status);
        }
      }
    }

    assertEquals(List.of(), open);
    assertTrue(walked > 5, "settings walked: " + walked);
  }

  @Test
  void declaresPermissionOfEachSetting() {
    JsonNode all = tenant.admin().get("/admin/settings").expect(200).body();
    List<String> without = new ArrayList<>();
    all.path("data")
        .properties()
        .forEach(
            section ->
                section
                    .getValue()
                    .properties()
                    .forEach(
                        member -> {
                          boolean object =
                              member.getValue().isObject(); // has its members beside it
                          boolean view = member.getKey().startsWith("social_");
                          boolean named =
                              all.path("permissions").path(section.getKey()).has(member.getKey());
                          if (!object && !view && !named) {
                            without.add(section.getKey() + "." + member.getKey());
                          }
                        }));

    assertEquals(List.of(), without);
  }

  @Test
  void refusesGuardedSettingsAtEachEndpointWithoutPartialChange() {
    ApiClient weak = key("admin:settings");
    Map<String, Object> rule = Map.of("combining_rule", "permit-overrides");

    weak.put("/admin/settings/decisions", rule).expect(403);
    weak.patch("/admin/settings", Map.of("decisions", rule, "displayName", "Mine")).expect(403);
    weak.patch("/admin/settings", Map.of("combining_rule", "permit-overrides")).expect(403);
    weak.patch(
            "/admin/tenant",
            Map.of("settings", Map.of("decisions", rule, "general", Map.of("displayName", "Mine"))))
        .expect(403);
    weak.patch("/admin/organization", Map.of("settings", Map.of("decisions", rule))).expect(403);

    JsonNode now = tenant.admin().get("/admin/settings").expect(200).data();
    assertEquals("deny-overrides", now.at("/decisions/combining_rule").asText());
    assertFalse(now.at("/general/displayName").asText().equals("Mine"), now.toString());
  }

  @Test
  void refusesResetOfGuardedSettingsByOmission() {
    tenant.admin().patch("/admin/settings/refreshTokens", Map.of("grace_seconds", 0)).expect(200);

    key("admin:settings").put("/admin/settings/refreshTokens", Map.of()).expect(403);
  }

  @Test
  void acceptsUnchangedSettings() {
    JsonNode shown = tenant.admin().get("/admin/settings/decisions").expect(200).data();

    key("admin:settings").patch("/admin/settings/decisions", shown).expect(200);
  }

  @Test
  void removesTheSecretOfAWebhookWhoseAddressChanges() {
    ApiClient admin = tenant.admin();
    admin.patch(HOOK, Map.of("url", "https://hook.example/", "secret", SECRET)).expect(200);

    admin.patch(HOOK, Map.of("url", "https://evil.example/")).expect(200);

    assertFalse(secretConfigured());
    admin.patch(HOOK, Map.of("url", "https://hook.example/", "secret", SECRET)).expect(200);
    assertTrue(secretConfigured());
    Map<String, Object> masked = Map.of("configured", true, "redacted", true);
    admin.patch(HOOK, Map.of("url", "https://evil.example/", "secret", masked)).expect(200);
    assertFalse(secretConfigured());
  }

  @Test
  void recordsASecurityEvent() {
    tenant
        .admin()
        .patch("/admin/settings/decisions", Map.of("combining_rule", "permit-overrides"))
        .expect(200);

    JsonNode record =
        tenant
            .admin()
            .get("/admin/audit-logs?limit=1&action=settings.security-changed")
            .expect(200)
            .data()
            .path(0);
    assertEquals("decisions", record.path("targetId").asText(), record.toString());
    assertEquals(
        "permit-overrides", record.at("/context/combiningRule/new").asText(), record.toString());
  }

  private boolean secretConfigured() {
    return tenant.admin().get(HOOK).expect(200).data().at("/secret/configured").asBoolean();
  }

  private static List<String> url(String host) {
    return List.of("https://" + host + ".example");
  }

  private ApiClient key(String... scopes) {
    return tenant
        .admin()
        .with(
            "X-API-Key",
            tenant
                .admin()
                .post("/admin/api-keys", Map.of("name", "Part", "scopes", List.of(scopes)))
                .expect(201)
                .data()
                .path("key")
                .asText());
  }
}
