/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** The section {@code authentication} of the reference: what of it there is, and what not. */
@ExtendWith(DefaultServerExtension.class)
class ReferenceAuthenticationSettingsIT {
  private static final String PATH = "/admin/settings/authentication";

  private static final Set<String> THERE =
      Set.of(
          "social_login_enabled",
          "social_providers",
          "social_configs",
          "password_min_length",
          "password_require_special",
          "password_policy",
          "password_rotation_policy",
          "session_timeout",
          "encrypt_client_secrets",
          "dynamic_client_registration_enabled",
          "cimd_enabled",
          "cimd_allowed_domains",
          "cimd_localhost_redirect_policy",
          "xaa_idp_enabled",
          "xaa_resource_enabled",
          "progressive_profiling");

  /** Of modules to come, with what a client of the reference would send. */
  private static final Map<String, Object> NOT_THERE =
      Map.ofEntries(
          Map.entry("passkey_enabled", true),
          Map.entry("biometric_enabled", true),
          Map.entry("passkeys", Map.of("require_certified_authenticator", true)),
          Map.entry("mfa_required", true),
          Map.entry("mfa_methods", List.of("totp")),
          Map.entry("mfa_sms_enabled", false),
          Map.entry("mfa_policy", Map.of("requirement", "optional")),
          Map.entry("push_auth_required", false),
          Map.entry("push_app_name", "Acme"),
          Map.entry("no_mfa_action", "allow"));

  private static final Pattern LISTED = Pattern.compile("`([a-z_]+)`");

  private static TestTenant tenant;

  @BeforeAll
  static void start(TestServer server) throws IOException {
    tenant = TestTenant.create(server);
  }

  @Test
  void returnsSupportedSettings() {
    JsonNode shown = tenant.admin().get(PATH).expect(200).data();

    for (String member : THERE) {
      assertTrue(shown.has(member), member);
    }
  }

  @Test
  void refusesUnsupportedSettingsByName() {
    JsonNode before = tenant.admin().get(PATH).expect(200).data();
    NOT_THERE.forEach(
        (member, value) -> {
          assertFalse(before.has(member), member);
          ApiClient.Answer refused = tenant.admin().patch(PATH, Map.of(member, value)).expect(422);
          String field = refused.body().path("details").path("field").asText();
          assertEquals("validation_error", refused.body().path("code").asText(), member);
          assertEquals(member, field.split("\\.")[0], refused.toString());
        });
    assertEquals(before, tenant.admin().get(PATH).expect(200).data());
  }

  @Test
  void documentsUnsupportedSettings() throws IOException {
    String page = Files.readString(TestServer.PROJECT.resolve("docs/reference/tenant-settings.md"));
    String section = page.split("### Settings without a module\n")[1].split("\n## ")[0];
    Set<String> listed = new TreeSet<>();
    Matcher names = LISTED.matcher(section);
    while (names.find()) {
      listed.add(names.group(1));
    }

    listed.removeAll(Set.of("authentication", "validation_error"));

    assertEquals(new TreeSet<>(NOT_THERE.keySet()), listed);
  }
}
