/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.settings.SettingsFixture.ACME;
import static org.lumoauth.platform.settings.SettingsFixture.GLOBEX;
import static org.lumoauth.platform.settings.SettingsFixture.SOMEBODY;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.settings.section.GeneralSettingsSection;
import org.lumoauth.platform.settings.section.SecuritySettingsSection;

class TenantSettingsStoreTest {

  private static void refuses(SettingsFixture fixture, String setting, Object value) {
    refuses(fixture, "email", setting, value);
  }

  private static void refuses(
      SettingsFixture fixture, String section, String setting, Object value) {
    var refusal =
        assertThrows(
            ApiException.class,
            () -> fixture.settings.change(ACME, section, Collections.singletonMap(setting, value)));

    assertEquals(422, refusal.status());
    assertEquals(setting, refusal.details().get("field"));
  }

  @DatabaseTest
  void rejectsValueRejectedByModule(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      refuses(fixture, "from", "no address");
      assertEquals("nobody@x.example", fixture.settings.read(ACME, "email").get("from"));
    }
  }

  @DatabaseTest
  void preservesStoredValueThatModuleNowRejects(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var general = new GeneralSettingsSection();
      TenantSettingsSection lenient = () -> general.settings();
      fixture.modules.with(TenantSettingsSection.class, "general", lenient);
      fixture.settings.change(ACME, "general", Map.of("locale", "German"));
      fixture.modules.with(TenantSettingsSection.class, "general", general);

      fixture.settings.change(
          ACME, "general", Map.of("locale", "German", "timezone", "Europe/Vienna"));

      assertEquals("Europe/Vienna", fixture.settings.read(ACME, "general").get("timezone"));
      assertEquals("German", fixture.settings.read(ACME, "general").get("locale"));
      refuses(fixture, "general", "locale", "Germanic");
    }
  }

  @DatabaseTest
  void readsTenantValuesOfUnavailableModule(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      fixture.settings.change(ACME, "password", Map.of("rotation", true));
      fixture.modules.withUnavailable(TenantSettingsSection.class, "password", "password-module");

      assertEquals(Map.of("rotation", true), fixture.settings.read(ACME, "password"));
      assertEquals(Map.of(), fixture.settings.read(GLOBEX, "password"));

      fixture.modules.with(TenantSettingsSection.class, "password", () -> List.of());
      fixture.modules.without(TenantSettingsSection.class, "password"); // removed for good
      assertEquals(Map.of(), fixture.settings.read(ACME, "password"));
    }
  }

  @DatabaseTest
  void readsTenantValuesIfModuleCannotBeActivated(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      fixture.settings.change(ACME, "password", Map.of("rotation", true));
      fixture.modules.withFirstCallFailing(
          TenantSettingsSection.class, "password", () -> List.of());

      assertEquals(Map.of("rotation", true), fixture.settings.read(ACME, "password"));
    }
  }

  @DatabaseTest
  void readsDefaultsIfTenantSetNothing(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      assertEquals(
          Map.of("minLength", 15L, "rotation", false), fixture.settings.read(ACME, "password"));
    }
  }

  @DatabaseTest
  void readsTenantValues(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      fixture.settings.change(ACME, "password", Map.of("minLength", 20));
      fixture.settings.change(ACME, "email", Map.of("domains", List.of("a", "b")));

      assertEquals(20L, fixture.settings.read(ACME, "password").get("minLength"));
      assertEquals(List.of("a", "b"), fixture.settings.read(ACME, "email").get("domains"));
      assertEquals(15L, fixture.settings.read(GLOBEX, "password").get("minLength"));
    }
  }

  @DatabaseTest
  void storesDocumentAndAuditsItsHash(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var style = "\t\r\n" + "\u00e9".repeat(65_533);
      fixture.settings.change(ACME, "document", Map.of("style", style));
      fixture.settings.change(ACME, "document", Map.of("style", style.substring(0, 8_001)));
      fixture.settings.change(ACME, "document", Map.of("style", style));
      fixture.own.forget(ACME.id());

      assertEquals(style, fixture.settings.read(ACME, "document").get("style"));
      var change = (Map<?, ?>) fixture.audit.last(ACME.id()).event().details().get("style");
      assertEquals(65_536, ((Map<?, ?>) change.get("new")).get("characters"));
      assertEquals(64, ((Map<?, ?>) change.get("old")).get("sha256").toString().length());
      fixture.settings.change(ACME, "document", Map.of("style", "short"));
      fixture.own.forget(ACME.id());
      assertEquals("short", fixture.settings.read(ACME, "document").get("style"));
    }
  }

  @DatabaseTest
  void rejectsOverlongDocumentsAndControlCharacters(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      refuses(fixture, "document", "style", "x".repeat(65_537));
      refuses(fixture, "document", "style", "x\u0000");
      refuses(fixture, "email", "from", "a\tb");
    }
  }

  @DatabaseTest
  void publishesChangeIfValuesAreUnreadable(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      fixture.settings.read(ACME, "password");
      byte[] unreadable = {1, 2, 3};
      new SettingValueTable(fixture.unit)
          .write(
              ACME.id(),
              List.of(
                  new SettingValueTable.SettingValueRow(
                      "email", "smtpPassword", null, unreadable)));

      fixture.settings.change(ACME, Map.of("password", Map.of("minLength", 20)), SOMEBODY);

      assertEquals(
          Map.of("minLength", Map.of("old", 15L, "new", 20L)),
          fixture.audit.last(ACME.id()).event().details());
      assertEquals(
          List.of(new DomainEvent("settings.changed", ACME.id(), "password")),
          fixture.events.published());
    }
  }

  @DatabaseTest
  void readsNothingOfUnknownSection(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      assertEquals(Map.of(), fixture.settings.read(ACME, "unknown"));
    }
  }

  @DatabaseTest
  void appliesSchemaOfNewModuleVersionImmediately(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      fixture.settings.change(ACME, "password", Map.of("minLength", 20));
      fixture.settings.read(ACME, "password");
      fixture.modules.with(TenantSettingsSection.class, "password", new SecuritySettingsSection());

      assertEquals(
          fixture.settings.read(ACME, "security"), fixture.settings.read(ACME, "password"));
    }
  }

  @DatabaseTest
  void returnsUnmodifiableValues(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var values = fixture.settings.read(ACME, "password");

      assertThrows(UnsupportedOperationException.class, () -> values.put("minLength", 8L));
    }
  }

  @DatabaseTest
  void readsFromCache(TestDatabase database) {
    var fixture = new SettingsFixture(database);
    fixture.settings.change(ACME, "password", Map.of("minLength", 20));
    fixture.settings.read(ACME, "password");
    fixture.close();

    assertEquals(20L, fixture.settings.read(ACME, "password").get("minLength"));
  }

  @DatabaseTest
  void resetsValueWithNull(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      fixture.settings.change(ACME, "password", Map.of("minLength", 20));

      fixture.settings.change(ACME, "password", Collections.singletonMap("minLength", null));

      assertEquals(15L, fixture.settings.read(ACME, "password").get("minLength"));
      assertEquals(Map.of(), fixture.settings.readOwn(ACME, "password"));
    }
  }

  @DatabaseTest
  void rejectsValuesViolatingSchema(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      refuses(fixture, "from", 7);
      refuses(fixture, "from", "x".repeat(65));
      refuses(fixture, "from", "a\u0000b");
      refuses(fixture, "transport", "none");
      refuses(fixture, "domains", List.of("a", "b", "c", "d"));
      refuses(fixture, "domains", "a");
      refuses(fixture, "unknown", "x");
    }
  }

  @DatabaseTest
  void changesNothingIfAnyValueIsRejected(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      assertThrows(
          ApiException.class,
          () ->
              fixture.settings.change(
                  ACME,
                  Map.of("password", Map.of("minLength", 20), "email", Map.of("transport", "none")),
                  SOMEBODY));

      assertEquals(15L, fixture.settings.read(ACME, "password").get("minLength"));
    }
  }

  @DatabaseTest
  void storesSecretsEncrypted(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      fixture.settings.change(ACME, "email", Map.of("smtpPassword", "hunter2-hunter2"));

      var row = new SettingValueTable(fixture.unit).rows(ACME.id()).get(0);

      assertFalse(new String(row.sealed(), StandardCharsets.ISO_8859_1).contains("hunter2"));
      assertEquals("hunter2-hunter2", fixture.settings.read(ACME, "email").get("smtpPassword"));
    }
  }

  @DatabaseTest
  void auditsOldAndNewValuesWithMaskedSecrets(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      fixture.settings.change(
          ACME, "email", Map.of("from", "we@x.example", "smtpPassword", "hunter2-hunter2"));

      var details = fixture.audit.last(ACME.id()).event().details();

      assertEquals(Map.of("old", "nobody@x.example", "new", "we@x.example"), details.get("from"));
      assertFalse(details.toString().contains("hunter2"), details.toString());
    }
  }

  @DatabaseTest
  void auditsDefaultAsOldValue(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      Object initial = fixture.settings.read(ACME, "password").get("minLength");
      fixture.settings.change(ACME, "password", Map.of("minLength", 20));
      var set = fixture.audit.last(ACME.id()).event().details();
      var none = new HashMap<String, Object>();
      none.put("minLength", null);
      fixture.settings.change(ACME, "password", none);
      var reset = fixture.audit.last(ACME.id()).event().details();

      assertEquals(Map.of("old", initial, "new", 20L), set.get("minLength"));
      assertEquals(Map.of("old", 20L, "new", initial), reset.get("minLength"));
    }
  }

  @DatabaseTest
  void publishesChangeOnce(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      fixture.settings.change(ACME, "password", Map.of("minLength", 20));
      fixture.settings.change(ACME, "password", Map.of("minLength", 20));

      assertTrue(fixture.events.published("settings.changed", "password"));
      assertEquals(1, fixture.events.published().size());
    }
  }

  @DatabaseTest
  void ignoresStoredValueUnsupportedByModuleVersion(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      fixture.settings.change(ACME, "email", Map.of("transport", "starttls"));
      fixture.modules.without(TenantSettingsSection.class, "email");
      TenantSettingsSection stricter =
          () ->
              List.of(
                  new TenantSettingsSection.SettingDefinition(
                      "transport",
                      TenantSettingsSection.SettingType.STRING,
                      "tls",
                      false,
                      Set.of("tls"),
                      Optional.empty(),
                      Optional.empty(),
                      "Only one is left."));
      fixture.modules.with(TenantSettingsSection.class, "email", stricter);

      assertEquals("tls", fixture.settings.read(ACME, "email").get("transport"));
    }
  }

  @DatabaseTest
  void erasesSettingsOfTenant(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      fixture.settings.change(ACME, "password", Map.of("minLength", 20));
      fixture.settings.change(GLOBEX, "password", Map.of("minLength", 21));

      database.eraser(List.of("settings_value")).erase(ACME.id());
      fixture.events.publish(new DomainEvent(DomainEvent.TENANT_CHANGED, ACME.id(), ACME.slug()));

      assertEquals(15L, fixture.settings.read(ACME, "password").get("minLength"));
      assertEquals(21L, fixture.settings.read(GLOBEX, "password").get("minLength"));
    }
  }

  @DatabaseTest
  void appliesChangesOfAnotherNodeByEvent(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      fixture.settings.read(ACME, "password");
      new SettingValueTable(fixture.unit)
          .write(
              ACME.id(),
              List.of(new SettingValueTable.SettingValueRow("password", "minLength", "30", null)));

      fixture.events.publish(new DomainEvent("settings.changed", ACME.id(), "password"));

      assertEquals(30L, fixture.settings.read(ACME, "password").get("minLength"));
    }
  }

  @DatabaseTest
  void rejectsChangesToSectionOfUnavailableModule(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      fixture.modules.withUnavailable(TenantSettingsSection.class, "email", "messages-mail");

      var refusal =
          assertThrows(
              ApiException.class,
              () -> fixture.settings.change(ACME, "email", Map.of("from", "a@x.example")));

      assertEquals(503, refusal.status());
      assertEquals(Map.of(), fixture.own.of(ACME.id()));
    }
  }

  @DatabaseTest
  void rejectsChangesIfModuleDisappearsDuringValidation(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var general = new GeneralSettingsSection();
      fixture.modules.with(
          TenantSettingsSection.class,
          "general",
          (TenantSettingsSection)
              () -> {
                fixture.modules.withUnavailable(
                    TenantSettingsSection.class, "general", "platform-settings");
                return general.settings();
              });

      var refusal =
          assertThrows(
              ApiException.class,
              () -> fixture.settings.change(ACME, "general", Map.of("timezone", "Nowhere")));

      assertEquals(503, refusal.status());
      assertEquals(Map.of(), fixture.own.of(ACME.id()));
    }
  }
}
