/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.settings.SettingsFixture.ACME;
import static org.lumoauth.platform.settings.rest.SettingsServiceFactory.SOMEBODY;
import static org.lumoauth.platform.settings.rest.SettingsServiceFactory.desk;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.settings.SettingsFixture;

class SettingNamesTest {

  @DatabaseTest
  void setsAndShowsPresetName(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var desk = desk(fixture);
      assertEquals("other", desk.show(ACME, "auth").get("password_template"));

      desk.change(
          ACME, "auth", Map.of("password_policy", Map.of("template", "long")), false, SOMEBODY);

      assertEquals(30L, fixture.settings.read(ACME, "password").get("minLength"));
      assertEquals("long", desk.show(ACME, "auth").get("password_template"));
      assertEquals("long", desk.show(ACME, "password").get("template"));

      desk.change(ACME, "password", Map.of("min_length", 31), false, SOMEBODY);

      assertEquals("other", desk.show(ACME, "auth").get("password_template"));
    }
  }

  @DatabaseTest
  void ignoresPresetNameOther(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var desk = desk(fixture);
      desk.change(ACME, "password", Map.of("min_length", 31), false, SOMEBODY);

      desk.change(ACME, "password", Map.of("template", "other"), false, SOMEBODY);
      assertEquals(31L, fixture.settings.read(ACME, "password").get("minLength"));

      desk.change(ACME, "password", Map.of("template", "other", "min_length", 32), false, SOMEBODY);
      assertEquals(32L, fixture.settings.read(ACME, "password").get("minLength"));
    }
  }

  @DatabaseTest
  void resetsValueWithNullPreset(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var desk = desk(fixture);
      desk.change(ACME, "password", Map.of("template", "short"), false, SOMEBODY);

      desk.change(ACME, "password", Collections.singletonMap("template", null), false, SOMEBODY);

      assertEquals(15L, fixture.settings.read(ACME, "password").get("minLength"));
    }
  }

  @DatabaseTest
  void appliesChangedOneOfPresetAndValue(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var desk = desk(fixture);
      for (boolean whole : List.of(true, false)) {
        desk.change(ACME, "password", Map.of("template", "short"), false, SOMEBODY);
        var shown = new HashMap<>(desk.show(ACME, "password"));
        shown.put("min_length", 20);
        desk.change(ACME, "password", shown, whole, SOMEBODY);
        assertEquals(20L, fixture.settings.read(ACME, "password").get("minLength"));

        shown = new HashMap<>(desk.show(ACME, "password"));
        shown.put("template", "long");
        desk.change(ACME, "password", shown, whole, SOMEBODY);
        assertEquals(30L, fixture.settings.read(ACME, "password").get("minLength"));
      }
    }
  }

  @DatabaseTest
  void rejectsPresetContradictingValue(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var body = Map.<String, Object>of("min_length", 20, "template", "long");

      var refusal =
          assertThrows(
              ApiException.class,
              () -> desk(fixture).change(ACME, "password", body, false, SOMEBODY));

      assertEquals(422, refusal.status());
      assertEquals(15L, fixture.settings.read(ACME, "password").get("minLength"));
    }
  }

  @DatabaseTest
  void rejectsUnknownPreset(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var body = Map.<String, Object>of("password_policy", Map.of("template", "x"));

      var refusal =
          assertThrows(
              ApiException.class, () -> desk(fixture).change(ACME, "auth", body, false, SOMEBODY));

      assertEquals("password_policy.template", refusal.details().get("field"));
      assertEquals(
          "password_policy.template must be one of [long, other, short].", refusal.getMessage());
    }
  }

  @DatabaseTest
  void resetsGroupWithNull(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var desk = desk(fixture);
      for (String group : List.of("password_policy", "passwordPolicy")) {
        desk.change(ACME, "auth", Map.of("password_min_length", 21), false, SOMEBODY);

        desk.change(ACME, "auth", Collections.singletonMap(group, null), false, SOMEBODY);

        assertEquals(15L, fixture.settings.read(ACME, "password").get("minLength"));
      }
    }
  }

  @DatabaseTest
  void rejectsNullForUnknownGroup(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var body = Collections.<String, Object>singletonMap("mfa_policy", null);

      var refusal =
          assertThrows(
              ApiException.class, () -> desk(fixture).change(ACME, "auth", body, false, SOMEBODY));

      assertEquals("mfa_policy", refusal.details().get("field"));
    }
  }

  @DatabaseTest
  void acceptsGroupsOfApiReference(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var desk = desk(fixture);

      desk.change(
          ACME,
          "authentication",
          Map.of("password_policy", Map.of("min_length", 21)),
          false,
          SOMEBODY);

      assertEquals(21L, fixture.settings.read(ACME, "password").get("minLength"));
    }
  }

  @DatabaseTest
  void acceptsCamelCase(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var desk = desk(fixture);

      desk.change(ACME, "auth", Map.of("passwordMinLength", 22), false, SOMEBODY);

      assertEquals(22L, fixture.settings.read(ACME, "password").get("minLength"));
    }
  }

  @DatabaseTest
  void acceptsApiAliasesOfModuleSettings(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var desk = desk(fixture);

      desk.change(ACME, "auth", Map.of("session_timeout", 600), false, SOMEBODY);
      desk.change(ACME, "auth", Map.of("sessionLifetime", 7200), false, SOMEBODY);

      assertEquals(600L, fixture.settings.read(ACME, "sessions").get("idleSeconds"));
      assertEquals(7200L, fixture.settings.read(ACME, "sessions").get("lifetimeSeconds"));
      assertEquals(600L, desk.show(ACME, "auth").get("session_timeout"));
      assertEquals(600L, desk.show(ACME, "auth").get("sessions_idle_seconds"));
    }
  }

  @DatabaseTest
  void appliesChangedOneOfTwoAliases(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var desk = desk(fixture);
      for (boolean whole : List.of(true, false)) {
        for (String name : List.of("session_timeout", "sessions_idle_seconds")) {
          var shown = new HashMap<>(desk.show(ACME, "auth"));
          shown.put(name, 700L + name.length());

          desk.change(ACME, "auth", shown, whole, SOMEBODY);

          assertEquals(
              700L + name.length(), fixture.settings.read(ACME, "sessions").get("idleSeconds"));
        }
      }
    }
  }

  @DatabaseTest
  void putPreservesSettingSentByAlias(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      desk(fixture).change(ACME, "auth", Map.of("session_timeout", 600), true, SOMEBODY);

      assertEquals(600L, fixture.settings.read(ACME, "sessions").get("idleSeconds"));
    }
  }

  @DatabaseTest
  void rejectsContradictingAliases(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var body = new LinkedHashMap<String, Object>();
      body.put("session_timeout", 600);
      body.put("sessions_idle_seconds", 700);

      var refusal =
          assertThrows(
              ApiException.class, () -> desk(fixture).change(ACME, "auth", body, false, SOMEBODY));

      assertEquals(422, refusal.status());
      assertEquals("sessions_idle_seconds", refusal.details().get("field"));
      assertEquals(
          "sessions_idle_seconds conflicts with another member for the same setting. "
              + "Send only one of them.",
          refusal.getMessage());
    }
  }
}
