package org.lumoauth.authn.magiclink;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.osgi.service.component.annotations.Component;

/** The section {@value #SECTION} of a tenant's settings, which the API shows in the branding. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + MagicLinkSettings.SECTION})
public final class MagicLinkSettings implements TenantSettingsSection {
  static final String SECTION = "magic-link";
  static final String ENABLED = "enabled";
  static final String ONLY = "only";
  static final String EXPIRY = "expiry";

  private static final long MINUTES = 15;
  private static final long SHORTEST = 1;
  private static final long LONGEST = 60;

  @Override
  public Optional<String> parentSection() {
    return Optional.of("branding");
  }

  @Override
  public String requiredPermission(String setting) {
    return !setting.equals(EXPIRY) ? "settings.manage" : SETTINGS_WRITE;
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        flag(ENABLED, "Whether users can sign in by a link sent to their e-mail address."),
        flag(
            ONLY,
            "Whether they may not sign in by a password then. Counts where links are enabled."),
        new SettingDefinition(
            EXPIRY,
            SettingType.INTEGER,
            MINUTES,
            false,
            Set.of(),
            Optional.of(SHORTEST),
            Optional.of(LONGEST),
            "The lifetime of a sign-in link in minutes."));
  }

  private static SettingDefinition flag(String name, String description) {
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
