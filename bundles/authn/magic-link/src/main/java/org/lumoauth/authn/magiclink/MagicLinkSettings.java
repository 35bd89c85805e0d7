/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/** The section {@value #SECTION} of a tenant's settings, which the API shows in the branding. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + MagicLinkSettings.SECTION})
public final class MagicLinkSettings implements TenantSettingsSection {
  static final String SECTION = "magic-link";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  static final TypedSetting<Boolean> ENABLED =
      SCHEMA.flag(
          "enabled", false, "Whether users can sign in by a link sent to their e-mail address.");

  static final TypedSetting<Boolean> ONLY =
      SCHEMA.flag(
          "only",
          false,
          "Whether they may not sign in by a password then. Counts where links are enabled.");

  static final TypedSetting<Duration> EXPIRY =
      SCHEMA.minutes("expiry", 15, 1, 60, "The lifetime of a sign-in link in minutes.");

  @Override
  public Optional<String> parentSection() {
    return Optional.of("branding");
  }

  @Override
  public String requiredPermission(String setting) {
    return !setting.equals(EXPIRY.name()) ? "settings.manage" : SETTINGS_WRITE;
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }
}
