/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.accessrequests;

import java.time.Duration;
import java.util.List;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/** Settings of a tenant: whether denied access can be requested, and for how long it is granted. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=access-requests"})
public final class AccessRequestSettings implements TenantSettingsSection {

  private static final String SECTION = "access-requests";
  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  static final TypedSetting<Boolean> ENABLED =
      SCHEMA.flag(
          "enabled",
          false,
          "Whether responses of the AuthZEN API state how denied access can be requested.");

  static final TypedSetting<Duration> APPROVED_DURATION =
      SCHEMA.seconds(
          "approvedSeconds",
          3_600,
          60,
          604_800,
          "The maximum validity of an approved access in seconds.");

  @Override
  public String requiredPermission(String setting) {
    return "policies.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }
}
