/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants;

import java.time.Duration;
import java.util.List;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/**
 * Defines the tenant settings for the lifetime of grants and consents, and for the number of grants
 * per user and client.
 */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + GrantSettings.SECTION})
public final class GrantSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  static final String SECTION = "grants";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  /** The maximum lifetime of a grant. */
  static final TypedSetting<Duration> GRANT_LIFETIME =
      SCHEMA.days(
          "grantDays",
          365,
          1,
          3650,
          "The maximum lifetime of a grant in days, including its refresh tokens. Afterwards users"
              + " must sign in and consent again.");

  /** The lifetime of a consent; zero if it does not expire. */
  static final TypedSetting<Duration> CONSENT_LIFETIME =
      SCHEMA.days(
          "consentDays",
          0,
          0,
          3650,
          "The number of days after which users must consent again; 0 means never.");

  /** The maximum number of grants of a user with one client; 0 means unlimited. */
  static final TypedSetting<Integer> MAX_PER_USER_AND_CLIENT =
      SCHEMA.number(
          "maxPerUserAndClient",
          10_000,
          0,
          10_000,
          "The maximum number of active grants, each with its refresh tokens, of a user with one"
              + " client. If it is exceeded, the oldest grant is revoked; 0 means unlimited. A limit"
              + " of 100 or more can be exceeded by a tenth for a short time.");

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }
}
