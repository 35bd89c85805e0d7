/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.provider;

import java.util.List;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/** The section {@value #SECTION} of a tenant's settings. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + FederationSettings.SECTION})
public final class FederationSettings implements TenantSettingsSection {

  /** The name of the section. */
  public static final String SECTION = "social-login";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  /** Whether users may sign in through providers. */
  static final TypedSetting<Boolean> ENABLED =
      SCHEMA.flag(
          "enabled", true, "Whether users can sign in through the configured identity providers.");

  @Override
  public String requiredPermission(String setting) {
    return "settings.manage";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }
}
