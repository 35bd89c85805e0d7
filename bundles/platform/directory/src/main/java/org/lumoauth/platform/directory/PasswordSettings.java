package org.lumoauth.platform.directory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsSchema;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * What a tenant may set about passwords. The contract has rules of composition and of age too; they
 * stand here as what they are, switched off, because they make passwords worse.
 *
 * @see <a href="https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver">NIST SP 800-63B-4
 *     section 3.1.1.2</a>
 */
@Component(
    configurationPid = "org.lumoauth.platform.directory",
    property = {"lumoauth.kind=settings", "lumoauth.name=" + PasswordSettings.SECTION})
public final class PasswordSettings implements SettingsSchema {
  static final String SECTION = "password";
  static final String MIN_LENGTH = "minLength";
  static final int LOWEST_MINIMUM = 8;

  private static final long HIGHEST_MINIMUM = 64;
  private static final Set<String> COMPOSITION =
      Set.of("requireSpecial", "requireNumbers", "requireUppercase");
  private static final String ROTATION = "rotationEnabled";

  /** 15 characters for a password that is the only factor, 8 beside another one. */
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
            "The least length of a password in characters: 15 where it is the only factor, 8 where"
                + " every sign-in needs another one."),
        off("requireSpecial", "Whether a password needs a special character; it never does."),
        off("requireNumbers", "Whether a password needs a digit; it never does."),
        off("requireUppercase", "Whether a password needs a capital; it never does."),
        off(ROTATION, "Whether passwords have to be changed after a time; they never have."),
        none("rotationMaxAgeDays", "After how many days; 0 is never."),
        none("rotationNotifyBeforeDays", "How many days before people are told; 0 is never."),
        none("rotationHistoryCount", "How many passwords before are refused; 0 is none."));
  }

  /**
   * The contract's templates. Rules of composition being none, one stands for a least length and
   * nothing else.
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
      return Optional.of("Rules of composition make passwords worse; set the least length.");
    }
    return setting.equals(ROTATION)
        ? Optional.of("Changes at set times make passwords worse; have one changed when it leaked.")
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
