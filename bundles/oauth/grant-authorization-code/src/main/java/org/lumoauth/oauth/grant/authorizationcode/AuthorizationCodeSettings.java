/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode;

import java.time.Duration;
import java.util.List;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/** Defines the tenant settings for authorization requests and authorization codes. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=authorization"})
public final class AuthorizationCodeSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  public static final String SECTION = "authorization";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  /** The lifetime of an authorization code. */
  public static final TypedSetting<Duration> CODE_LIFETIME =
      SCHEMA.seconds(
          "codeSeconds", 60, 10, 600, "The lifetime of an authorization code in seconds.");

  /** Whether the tenant requires pushed authorization requests from all clients. */
  public static final TypedSetting<Boolean> PUSHED_REQUESTS_REQUIRED =
      SCHEMA.flag(
          "requirePushedRequests",
          false,
          "Whether all clients must push their authorization requests (RFC 9126).");

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }
}
