/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation;

import java.time.Duration;
import java.util.List;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/** The settings of a tenant for delegations. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=delegation"})
public final class DelegationSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  public static final String SECTION = "delegation";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  /** The maximum duration for which users can let an agent act for them. */
  public static final TypedSetting<Duration> MAX_DURATION =
      SCHEMA.days(
          "longestDays",
          90,
          1,
          3_650,
          "The maximum number of days for which users can let an agent act for them.");

  @Override
  public String requiredPermission(String setting) {
    return "agents.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }
}
