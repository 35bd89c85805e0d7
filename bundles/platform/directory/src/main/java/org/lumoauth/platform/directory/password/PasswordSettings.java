/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.password;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Password settings of a tenant. The API also defines composition and rotation rules. They are
 * present but always off, because they weaken passwords.
 *
 * @see <a href="https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver">NIST SP 800-63B-4
 *     section 3.1.1.2</a>
 */
@Component(
    configurationPid = "org.lumoauth.platform.directory",
    property = {"lumoauth.kind=settings", "lumoauth.name=" + PasswordSettings.SECTION})
public final class PasswordSettings implements TenantSettingsSection {
  static final String SECTION = "password";
  static final String MIN_LENGTH = "minLength";
  static final int LOWEST_MINIMUM = 8;

  private static final long HIGHEST_MINIMUM = 64;
  private static final Set<String> COMPOSITION =
      Set.of("requireSpecial", "requireNumbers", "requireUppercase");
  private static final String ROTATION = "rotationEnabled";

  /** 15 characters for a password used as the only factor, 8 with a second factor. */
  private static final SettingPreset TEMPLATE =
      new SettingPreset(
          "template", MIN_LENGTH, Map.of("fair", 8L, "moderate", 12L, "strict", 15L), "custom");

  private final long minLength;

  @Activate
  public PasswordSettings(DirectoryConfig config) {
    this.minLength = Math.max(config.passwordMinLength(), LOWEST_MINIMUM);
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        new SettingDefinition(
            MIN_LENGTH,
            SettingType.INTEGER,
            minLength,
            false,
            Set.of(),
            Optional.of((long) LOWEST_MINIMUM),
            Optional.of(HIGHEST_MINIMUM),
            "The minimum length of a password in characters: 15 if it is the only factor, 8 if"
                + " every sign-in requires a second factor."),
        off("requireSpecial", "Whether passwords require a special character. Always off."),
        off("requireNumbers", "Whether passwords require a digit. Always off."),
        off("requireUppercase", "Whether passwords require an upper-case letter. Always off."),
        off(ROTATION, "Whether passwords expire after a period. Always off."),
        none("rotationMaxAgeDays", "The number of days until a password expires. 0 means never."),
        none(
            "rotationNotifyBeforeDays",
            "The number of days before expiry when users are notified. 0 means never."),
        none(
            "rotationHistoryCount",
            "The number of previous passwords that are rejected. 0 means none."));
  }

  /**
   * Returns the API's templates. Since composition rules are always off, a template only sets a
   * minimum length.
   */
  @Override
  public List<SettingPreset> presets() {
    return List.of(TEMPLATE);
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    if (!Boolean.TRUE.equals(value)) {
      return Optional.empty();
    }
    if (COMPOSITION.contains(setting)) {
      return Optional.of(
          "Composition rules weaken passwords and cannot be enabled. Set the minimum "
              + "length instead.");
    }
    return setting.equals(ROTATION)
        ? Optional.of(
            "Periodic password changes weaken passwords and cannot be enabled. Require "
                + "a change after a leak instead.")
        : Optional.empty();
  }

  private static SettingDefinition none(String name, String description) {
    return new SettingDefinition(
        name,
        SettingType.INTEGER,
        0L,
        false,
        Set.of(),
        Optional.of(0L),
        Optional.of(0L),
        description);
  }

  private static SettingDefinition off(String name, String description) {
    return new SettingDefinition(
        name,
        SettingType.BOOLEAN,
        false,
        false,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        description);
  }
}
