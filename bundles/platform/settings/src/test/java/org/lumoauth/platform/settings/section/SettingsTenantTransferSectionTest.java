/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.section;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.settings.SettingsFixture.ACME;
import static org.lumoauth.platform.settings.SettingsFixture.SOMEBODY;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.settings.SettingsFixture;

class SettingsTenantTransferSectionTest {
  private static final Map<String, Object> LONGER =
      Map.of("section", "password", "values", Map.of("minLength", 20L));

  @DatabaseTest
  void exportsImportedSettings(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var section = new SettingsTenantTransferSection(fixture.sections, fixture.settings);

      section.put(ACME, LONGER, false, SOMEBODY);

      assertEquals(List.of(LONGER), section.export(ACME));
    }
  }

  @DatabaseTest
  void exportsNoSecrets(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      fixture.settings.change(ACME, "email", Map.of("smtpPassword", "hunter2-hunter2"));

      assertEquals(
          List.of(),
          new SettingsTenantTransferSection(fixture.sections, fixture.settings).export(ACME));
    }
  }

  @DatabaseTest
  void reportsUnavailableModuleOfSection(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      fixture.modules.withUnavailable(TenantSettingsSection.class, "password", "authn-password");
      var section = new SettingsTenantTransferSection(fixture.sections, fixture.settings);

      var refusal = assertThrows(ApiException.class, () -> section.check(LONGER));

      assertEquals(503, refusal.status());
    }
  }

  @DatabaseTest
  void rejectsSecrets(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var section = new SettingsTenantTransferSection(fixture.sections, fixture.settings);

      assertThrows(
          ApiException.class,
          () ->
              section.check(
                  Map.of("section", "email", "values", Map.of("smtpPassword", "hunter2"))));
    }
  }
}
