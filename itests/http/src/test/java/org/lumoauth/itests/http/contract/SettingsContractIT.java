/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestTenant;

/** The public contract of settings, and of the import and export of a tenant. */
@ExtendWith(DefaultServerExtension.class)
class SettingsContractIT extends PublicContractTestBase {

  @Test
  void changesSettingsSectionsAtomically() {
    JsonNode changed =
        tenant
            .admin()
            .patch(
                "/admin/settings",
                Map.of("displayName", "Acme", "branding", Map.of("theme", "dark")))
            .expect(200)
            .data();
    assertEquals("Acme", changed.path("general").path("displayName").asText());
    assertEquals("dark", changed.path("branding").path("theme").asText());

    ApiClient.Answer refused =
        tenant.admin().patch("/admin/settings", Map.of("displayName", "B", "primaryColor", "red"));
    assertEquals(422, refused.status());
    assertEquals("primaryColor", refused.body().path("details").path("field").asText());
    assertEquals(
        "Acme",
        tenant
            .admin()
            .get("/admin/settings/general")
            .expect(200)
            .data()
            .path("displayName")
            .asText());
  }

  @Test
  void appliesSessionTimeoutByItsReferenceName() throws IOException {
    TestTenant own = TestTenant.create(server);
    JsonNode settings =
        own.admin()
            .patch(
                "/admin/settings/authentication",
                Map.of("session_timeout", 600, "session_lifetime", 1200))
            .expect(200)
            .data();
    TestPerson person = TestPerson.create(server, own).signIn();

    assertEquals(600, settings.path("sessions_idle_seconds").asInt());
    assertEquals(1200, settings.path("sessions_lifetime_seconds").asInt());
    JsonNode session =
        own.admin().get("/admin/users/" + person.id() + "/sessions").expect(200).data().path(0);
    assertEquals(
        Duration.ofSeconds(600),
        Duration.between(
            Instant.parse(session.path("createdAt").asText()),
            Instant.parse(session.path("expiresAt").asText())));

    ApiClient.Answer refused =
        own.admin()
            .patch(
                "/admin/settings/authentication",
                Map.of("password_rotation_policy", Map.of("enabled", true)))
            .expect(422);
    assertEquals(
        "Periodic password changes weaken passwords and cannot be enabled. Require "
            + "a change after a leak instead.",
        refused.body().path("message").asText());
  }

  @Test
  void acceptsReferenceObjectsThatItReturned() throws IOException {
    TestTenant own = TestTenant.create(server);
    String settings = "/admin/settings/authentication";
    JsonNode shown = own.admin().get(settings).expect(200).data();

    assertEquals("strict", shown.path("password_policy").path("template").asText());
    assertEquals(15, shown.path("password_policy").path("min_length").asInt());
    assertFalse(shown.path("password_policy").path("require_special").asBoolean(true));
    assertFalse(shown.path("password_rotation_policy").path("enabled").asBoolean(true));
    assertFalse(shown.path("progressive_profiling").path("enabled").asBoolean(true));

    ObjectNode back = shown.deepCopy();
    ((ObjectNode) back.path("password_policy")).put("min_length", 13);
    JsonNode changed = own.admin().put(settings, back).expect(200).data();
    assertEquals(13, changed.path("password_min_length").asInt());
    assertEquals("custom", changed.path("password_policy").path("template").asText());
    assertEquals(changed, own.admin().put(settings, changed).expect(200).data());
  }

  @Test
  void setsMinimumPasswordLengthByTemplate() throws IOException {
    TestTenant own = TestTenant.create(server);
    String settings = "/admin/settings/authentication";
    assertEquals(
        "strict", own.admin().get(settings).expect(200).data().path("password_template").asText());

    JsonNode changed =
        own.admin()
            .patch(settings, Map.of("password_policy", Map.of("template", "moderate")))
            .expect(200)
            .data();
    assertEquals(12, changed.path("password_min_length").asInt());
    assertEquals("moderate", changed.path("password_template").asText());

    JsonNode custom =
        own.admin().patch(settings, Map.of("password_min_length", 13)).expect(200).data();
    assertEquals("custom", custom.path("password_template").asText());

    assertEquals(
        422,
        own.admin()
            .patch(settings, Map.of("password_template", "fair", "password_min_length", 20))
            .status());
    assertEquals(
        13, own.admin().get(settings).expect(200).data().path("password_min_length").asInt());
  }

  @Test
  void refusesSettingsWithoutEffectByName() {
    Map.of("authentication", List.of("encrypt_client_secrets"))
        .forEach(
            (section, members) ->
                members.forEach(
                    member ->
                        assertEquals(
                            member,
                            tenant
                                .admin()
                                .patch("/admin/settings/" + section, Map.of(member, "x"))
                                .expect(422)
                                .body()
                                .path("details")
                                .path("field")
                                .asText())));
  }

  @Test
  void reportsImportErrorsInDryRun() {
    Map<String, List<Map<String, Object>>> refused =
        Map.of(
            "users", List.of(Map.of("email", "dry@example.com", "roles", List.of("no-such-role"))),
            "groups", List.of(Map.of("slug", "dry", "name", "Dry", "roles", List.of("no-such"))),
            "roles", List.of(Map.of("slug", "dry", "name", "D", "permissions", List.of("no.such"))),
            "clients",
                List.of(
                    Map.of("clientId", "cli_dry", "name", "D", "grantTypes", List.of("no_such"))));
    refused.forEach(
        (section, items) -> {
          Map<String, Object> document =
              Map.of("format", "lumoauth-tenant", "version", 1, section, items);
          ApiClient.Answer dry = tenant.admin().post("/admin/import?dryRun=true", document);
          ApiClient.Answer real = tenant.admin().post("/admin/import", document);

          assertTrue(dry.status() == 404 || dry.status() == 422, dry.toString());
          assertEquals(real.status(), dry.status(), section);
          assertEquals(real.body().path("message"), dry.body().path("message"));
          assertEquals(real.body().path("details"), dry.body().path("details"));
        });
  }

  @Test
  void importsClientWithItsOriginalId() {
    Map<String, Object> portal =
        Map.of(
            "clientId",
            "cli_portal",
            "name",
            "Portal",
            "grantTypes",
            List.of("client_credentials"),
            "scopes",
            List.of("documents.read"));
    ApiClient.Answer done =
        tenant
            .admin()
            .post(
                "/admin/import",
                Map.of("format", "lumoauth-tenant", "version", 1, "clients", List.of(portal)))
            .expect(200);
    String secret = done.body().path("data").path(0).path("issued").path("secret").asText();

    new TestApplication(
            tenant, "cli_portal", secret, new ApiClient(tenant.admin().base(), Map.of()))
        .token(Map.of("grant_type", "client_credentials"))
        .expect(200);
  }

  @Test
  void exportsAndImportsMessageTemplates() throws IOException {
    String path = "/admin/email-templates/password-reset?locale=de";
    Map<String, Object> own = Map.of("subject", "Neues Passwort", "body_text", "Hier: ${link}");
    tenant.admin().put(path, own).expect(200);
    JsonNode document =
        tenant.admin().get("/admin/export?sections=email-templates").expect(200).body();
    TestTenant copy = TestTenant.create(server);

    copy.admin().post("/admin/import", document).expect(200);

    JsonNode there = copy.admin().get(path).expect(200).body();
    assertEquals("Neues Passwort", there.path("subject").asText());
    assertEquals("Hier: ${link}", there.path("body_text").asText());
    assertEquals(
        document.path("email-templates"),
        copy.admin().get("/admin/export").expect(200).body().path("email-templates"));
  }

  @Test
  void refusesUnsupportedGrantAndProfileByMember() {
    Map<String, Object> asked = Map.of("name", "Typo", "grantTypes", List.of("authorisation_code"));
    assertEquals("grantTypes", field(tenant.admin().post("/admin/clients", asked)));
    Map<String, Object> profile =
        Map.of("name", "Typo", "metadata", Map.of("profile", "fapi2_security"));
    assertEquals("metadata.profile", field(tenant.admin().post("/admin/clients", profile)));
  }

  private static String field(ApiClient.Answer refused) {
    return refused.expect(422).body().path("details").path("field").asText();
  }
}
