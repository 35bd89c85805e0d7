/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.password;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.annotation.Annotation;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class PasswordSettingsTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new PasswordSettings(new Config());
  }

  @ParameterizedTest
  @CsvSource({
    "requireSpecial, Composition rules weaken passwords and cannot be enabled. "
        + "Set the minimum length instead.",
    "requireNumbers, Composition rules weaken passwords and cannot be enabled. "
        + "Set the minimum length instead.",
    "requireUppercase, Composition rules weaken passwords and cannot be "
        + "enabled. Set the minimum length instead.",
    "rotationEnabled, Periodic password changes weaken passwords and cannot be "
        + "enabled. Require a change after a leak instead.",
  })
  void rejectsCompositionAndExpiryRules(String rule, String reason) {
    assertEquals(
        Optional.of(false),
        schema().settings().stream()
            .filter(setting -> setting.name().equals(rule))
            .findFirst()
            .map(TenantSettingsSection.SettingDefinition::defaultValue));
    assertEquals(Optional.of(reason), schema().findProblem(rule, true));
    assertEquals(Optional.empty(), schema().findProblem(rule, false));
  }

  @ParameterizedTest
  @CsvSource({"fair, 8", "moderate, 12", "strict, 15"})
  void offersPresetsOnlyForMinimumLength(String template, long minLength) {
    var templates = schema().presets();

    assertEquals(1, templates.size());
    assertEquals("minLength", templates.get(0).setting());
    assertEquals("custom", templates.get(0).otherwise());
    assertEquals(minLength, templates.get(0).values().get(template));
  }

  @Test
  void acceptsAnyMinimumLength() {
    assertEquals(Optional.empty(), schema().findProblem("minLength", 20));
  }

  @SuppressWarnings("BadAnnotationImplementation") // compared nowhere
  private static final class Config implements DirectoryConfig {
    @Override
    public int passwordMinLength() {
      return 15;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return DirectoryConfig.class;
    }
  }
}
