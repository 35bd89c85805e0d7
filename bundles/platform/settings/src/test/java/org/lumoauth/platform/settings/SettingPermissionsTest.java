/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.settings.SettingsFixture.ACME;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** A setting is changed with its own permission, and a secret stays with its address. */
class SettingPermissionsTest {
  private static final String SECRET = "hunter2-hunter2";

  /** A section whose settings but one decide who may do what. */
  private static final TenantSettingsSection HOOK =
      new TenantSettingsSection() {
        @Override
        public List<SettingDefinition> settings() {
          return List.of(text("url", false), text("secret", true), text("title", false));
        }

        @Override
        public String requiredPermission(String setting) {
          return setting.equals("title") ? SETTINGS_WRITE : "jit.approve";
        }

        @Override
        public Map<String, String> secretByUrlSetting() {
          return Map.of("url", "secret");
        }
      };

  @DatabaseTest
  void rejectsCallerWithoutPermissionOfSetting(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      hook(fixture);

      assertThrows(
          ApiException.class,
          () -> change(fixture, Map.of("title", "Mine", "url", "https://evil"), nobody()));

      assertEquals("", fixture.settings.read(ACME, "hook").get("title"));
      change(fixture, Map.of("title", "Mine"), nobody());
      change(fixture, Map.of("url", "https://a"), only("jit.approve"));
    }
  }

  @DatabaseTest
  void requiresNoPermissionForUnchangedValue(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      hook(fixture);
      change(fixture, Map.of("url", "https://a"), all());
      var same = new HashMap<String, Object>(Map.of("url", "https://a"));
      same.put("secret", null);

      change(fixture, same, nobody());
    }
  }

  @DatabaseTest
  void removesSecretIfUrlChanges(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      hook(fixture);
      change(fixture, Map.of("url", "https://a", "secret", SECRET), all());

      change(fixture, Map.of("url", "https://b"), all());

      assertEquals("", fixture.settings.read(ACME, "hook").get("secret"));
    }
  }

  @DatabaseTest
  void storesSecretSentWithChangedUrl(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      hook(fixture);
      change(fixture, Map.of("url", "https://a", "secret", "another-secret"), all());

      change(fixture, Map.of("url", "https://b", "secret", SECRET), all());

      assertEquals(SECRET, fixture.settings.read(ACME, "hook").get("secret"));
    }
  }

  @DatabaseTest
  void auditsSecurityRelevantChange(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      hook(fixture);

      change(fixture, Map.of("url", "https://a"), all());
      assertEquals("settings.security-changed", fixture.audit.last(ACME.id()).event().action());
      change(fixture, Map.of("title", "Mine"), all());
      assertEquals("settings.changed", fixture.audit.last(ACME.id()).event().action());
    }
  }

  private static void hook(SettingsFixture fixture) {
    fixture.modules.with(TenantSettingsSection.class, "hook", HOOK);
  }

  private static void change(
      SettingsFixture fixture, Map<String, Object> values, Consumer<String> require) {
    fixture.settings.change(ACME, Map.of("hook", values), SettingsFixture.SOMEBODY, require);
  }

  private static Consumer<String> all() {
    return permission -> {};
  }

  private static Consumer<String> nobody() {
    return only();
  }

  private static Consumer<String> only(String... permissions) {
    return permission -> {
      if (!Set.of(permissions).contains(permission)) {
        throw ApiException.forbidden("The permission " + permission + " is missing.");
      }
    };
  }

  private static TenantSettingsSection.SettingDefinition text(String name, boolean secret) {
    return new TenantSettingsSection.SettingDefinition(
        name,
        TenantSettingsSection.SettingType.STRING,
        "",
        secret,
        Set.of(),
        Optional.empty(),
        Optional.of(100L),
        "A text.");
  }
}
