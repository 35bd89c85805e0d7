/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import java.util.List;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/** The section {@value #SECTION} of a tenant's settings. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + RegistrationSettings.SECTION})
public final class RegistrationSettings implements TenantSettingsSection {
  static final String SECTION = "registration";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  static final TypedSetting<Boolean> ENABLED =
      SCHEMA.flag("enabled", false, "Whether users can register themselves.");

  @Override
  public String requiredPermission(String setting) {
    return "users.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }
}
