/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.settings.SettingsFixture.ACME;
import static org.lumoauth.platform.settings.rest.SettingsServiceFactory.SOMEBODY;
import static org.lumoauth.platform.settings.rest.SettingsServiceFactory.desk;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.settings.SettingsFixture;

class ApiSettingsServiceTest {

  @DatabaseTest
  void includesTenantNameInGeneralSection(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      assertEquals(
          Map.of("name", "Acme Inc.", "displayName", "", "timezone", "UTC", "locale", "en"),
          desk(fixture).show(ACME, "general"));
    }
  }

  @DatabaseTest
  void renamesTenant(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var desk = desk(fixture);

      desk.change(ACME, "general", Map.of("name", "Acme Ltd."), false, SOMEBODY);

      assertEquals("Acme Ltd.", desk.show(ACME, "general").get("name"));
    }
  }

  @DatabaseTest
  void writesMembersInSnakeCase(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      assertEquals(Map.of("dpop_require_nonce", false), desk(fixture).show(ACME, "security"));
    }
  }

  @DatabaseTest
  void mergesModuleSectionsIntoAuthentication(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var desk = desk(fixture);

      desk.change(ACME, "auth", Map.of("password_min_length", 20), false, SOMEBODY);

      assertEquals(20L, desk.show(ACME, "authentication").get("password_min_length"));
      assertEquals(20L, fixture.settings.read(ACME, "password").get("minLength"));
    }
  }

  @DatabaseTest
  void preservesMembersMissingFromPatch(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var desk = desk(fixture);
      desk.change(ACME, "email", Map.of("from", "a@x.example"), false, SOMEBODY);

      desk.change(ACME, "email", Map.of("transport", "starttls"), false, SOMEBODY);

      assertEquals("a@x.example", desk.show(ACME, "email").get("from"));
    }
  }

  @DatabaseTest
  void resetsMembersMissingFromPut(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var desk = desk(fixture);
      desk.change(ACME, "email", Map.of("from", "a@x.example"), false, SOMEBODY);

      desk.change(ACME, "email", Map.of("transport", "starttls"), true, SOMEBODY);

      assertEquals("nobody@x.example", desk.show(ACME, "email").get("from"));
    }
  }

  @DatabaseTest
  void masksSecretsAndPreservesMaskedValues(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var desk = desk(fixture);
      desk.change(ACME, "email", Map.of("smtp_password", "hunter2-hunter2"), false, SOMEBODY);
      var shown = desk.show(ACME, "email");

      desk.change(ACME, "email", shown, true, SOMEBODY);

      assertEquals(Map.of("configured", true, "redacted", true), shown.get("smtp_password"));
      assertEquals("hunter2-hunter2", fixture.settings.read(ACME, "email").get("smtpPassword"));
    }
  }

  @DatabaseTest
  void reportsInvalidMember(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var refusal =
          assertThrows(
              ApiException.class,
              () ->
                  desk(fixture)
                      .change(ACME, "auth", Map.of("password_min_length", 3), false, SOMEBODY));

      assertEquals("password_min_length", refusal.details().get("field"));
    }
  }

  @DatabaseTest
  void reportsMemberRejectedByModule(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var body = Map.<String, Object>of("smtp_password", "no address");

      var refusal =
          assertThrows(
              ApiException.class, () -> desk(fixture).change(ACME, "email", body, false, SOMEBODY));

      assertEquals("smtp_password", refusal.details().get("field"));
      assertEquals("No address.", refusal.getMessage());
    }
  }

  @DatabaseTest
  void rejectsUnknownMember(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var refusal =
          assertThrows(
              ApiException.class,
              () -> desk(fixture).change(ACME, "auth", Map.of("mfa_magic", 3), false, SOMEBODY));

      assertEquals(422, refusal.status());
      assertEquals("mfa_magic", refusal.details().get("field"));
    }
  }

  @DatabaseTest
  void rejectsUnknownSectionAmongSeveral(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var bodies = SettingsSectionBodyMerger.of("general", Map.of("locale", "de"));
      bodies.add("magic", Map.of("any", 1));

      var refusal =
          assertThrows(ApiException.class, () -> desk(fixture).change(ACME, bodies, SOMEBODY));

      assertEquals(422, refusal.status());
      assertEquals("magic", refusal.details().get("field"));
      assertEquals("en", desk(fixture).show(ACME, "general").get("locale"));
    }
  }

  @DatabaseTest
  void rejectsNullTenantName(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      assertThrows(
          ApiException.class,
          () ->
              desk(fixture)
                  .change(
                      ACME, "general", Collections.singletonMap("name", null), false, SOMEBODY));
    }
  }

  @DatabaseTest
  void reportsMissingModuleOfStandardSection(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      fixture.modules.without(TenantSettingsSection.class, "email");

      var refusal = assertThrows(ApiException.class, () -> desk(fixture).show(ACME, "email"));

      assertEquals(503, refusal.status());
      assertEquals("messages-mail", refusal.details().get("module"));
    }
  }

  @DatabaseTest
  void reportsUnavailableModuleOfSection(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      fixture.modules.withUnavailable(TenantSettingsSection.class, "document", "authn-document");
      var desk = desk(fixture);
      var bodies = SettingsSectionBodyMerger.of("general", Map.of("locale", "de"));
      bodies.add("document", Map.of("style", "plain"));

      assertAway("authn-document", () -> desk.show(ACME, "document"));
      assertAway("authn-document", () -> desk.change(ACME, bodies, SOMEBODY));
      assertEquals("en", desk.show(ACME, "general").get("locale"));
    }
  }

  @DatabaseTest
  void reportsUnavailableModuleOfMember(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      fixture.modules.withUnavailable(TenantSettingsSection.class, "password", "authn-password");
      fixture.modules.withUnavailable(TenantSettingsSection.class, "sessions", "authn-sessions");
      var desk = desk(fixture);

      for (var body :
          List.<Map<String, Object>>of(
              Map.of("password_min_length", 20),
              Map.of("passwordPolicy", Map.of("min_length", 20)))) {
        assertAway("authn-password", () -> desk.change(ACME, "auth", body, false, SOMEBODY));
      }
      var timeout = Map.<String, Object>of("session_timeout", 900);
      assertAway("authn-sessions", () -> desk.change(ACME, "auth", timeout, false, SOMEBODY));
      var refusal =
          assertThrows(
              ApiException.class,
              () -> desk.change(ACME, "auth", Map.of("mfa_magic", 3), false, SOMEBODY));
      assertEquals(422, refusal.status());
    }
  }

  private static void assertAway(String module, Executable work) {
    var refusal = assertThrows(ApiException.class, work);

    assertEquals(503, refusal.status(), refusal::getMessage);
    assertEquals(module, refusal.details().get("module"));
  }

  @DatabaseTest
  void returnsNotFoundForUnknownSection(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var refusal = assertThrows(ApiException.class, () -> desk(fixture).show(ACME, "nonsense"));

      assertEquals(404, refusal.status());
    }
  }

  @DatabaseTest
  void returnsEverySection(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      assertEquals(
          Set.of("authentication", "email", "general", "security"),
          desk(fixture).all(ACME).keySet());
    }
  }

  @DatabaseTest
  void showsSettingsOnlyInDeclaredParentSection(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      fixture.modules.with(TenantSettingsSection.class, "late-link", shownIn("security"));
      var desk = desk(fixture);

      desk.change(ACME, "security", Map.of("late_link_max_minutes", 20), false, SOMEBODY);

      assertEquals(
          Map.of("dpop_require_nonce", false, "late_link_max_minutes", 20L),
          desk.show(ACME, "security"));
      assertEquals(Map.of("max_minutes", 20L), desk.show(ACME, "late-link"));
      assertEquals(null, desk.show(ACME, "authentication").get("late_link_max_minutes"));
    }
  }

  @DatabaseTest
  void rejectsMemberOfRemovedModule(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      fixture.modules.with(TenantSettingsSection.class, "late-link", shownIn("security"));
      fixture.modules.without(TenantSettingsSection.class, "late-link");
      var body = Map.<String, Object>of("late_link_max_minutes", 20);

      var refusal =
          assertThrows(
              ApiException.class,
              () -> desk(fixture).change(ACME, "security", body, false, SOMEBODY));

      assertEquals("late_link_max_minutes", refusal.details().get("field"));
    }
  }

  private static TenantSettingsSection shownIn(String section) {
    return new TenantSettingsSection() {
      @Override
      public Optional<String> parentSection() {
        return Optional.of(section);
      }

      @Override
      public List<SettingDefinition> settings() {
        return List.of(
            new SettingDefinition(
                "maxMinutes",
                SettingType.INTEGER,
                15L,
                false,
                Set.of(),
                Optional.of(1L),
                Optional.of(60L),
                "Minutes."));
      }
    };
  }
}
