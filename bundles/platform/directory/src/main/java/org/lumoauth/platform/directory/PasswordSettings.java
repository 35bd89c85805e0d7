package org.lumoauth.platform.directory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsSchema;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** What a tenant may set about passwords. */
@Component(
    configurationPid = "org.lumoauth.platform.directory",
    property = {"lumoauth.kind=settings", "lumoauth.name=" + PasswordSettings.SECTION})
public final class PasswordSettings implements SettingsSchema {
  static final String SECTION = "password";
  static final String MIN_LENGTH = "minLength";
  static final int LOWEST_MINIMUM = 8;

  private static final long HIGHEST_MINIMUM = 64;

  private final long minLength;

  @Activate
  public PasswordSettings(DirectoryConfig config) {
    this.minLength = Math.max(config.passwordMinLength(), LOWEST_MINIMUM);
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting(
            MIN_LENGTH,
            Type.INTEGER,
            minLength,
            false,
            Set.of(),
            Optional.of((long) LOWEST_MINIMUM),
            Optional.of(HIGHEST_MINIMUM),
            "The least length of a password in characters: 15 where it is the only factor, 8 where"
                + " every sign-in needs another one."));
  }
}
