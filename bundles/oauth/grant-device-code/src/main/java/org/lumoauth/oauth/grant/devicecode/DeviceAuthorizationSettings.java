/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode;

import java.time.Duration;
import java.util.List;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/** Defines the tenant settings for device authorization. */
@Component(
    property = {"lumoauth.kind=settings", "lumoauth.name=" + DeviceAuthorizationSettings.SECTION})
public final class DeviceAuthorizationSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  public static final String SECTION = "device";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  /** How long the user can respond. */
  public static final TypedSetting<Duration> LIFETIME =
      SCHEMA.seconds("codeSeconds", 600, 60, 1800, "The lifetime of a user code in seconds.");

  /** The minimum interval between two polling requests. */
  public static final TypedSetting<Duration> INTERVAL =
      SCHEMA.seconds(
          "intervalSeconds",
          5,
          1,
          60,
          "The minimum interval between token requests of a device in seconds.");

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }
}
