/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/** Defines the tenant settings for refresh tokens. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + RefreshTokenSettings.SECTION})
public final class RefreshTokenSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  static final String SECTION = "refreshTokens";

  private static final long DAY = 86_400;
  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  private static final TypedSetting<Boolean> WITHOUT_OFFLINE_ACCESS =
      SCHEMA.flag(
          "withoutOfflineAccess",
          false,
          "Whether clients with the refresh_token grant type get refresh tokens "
              + "without offline_access.");

  private static final TypedSetting<Duration> LIFETIME =
      SCHEMA.seconds(
          "lifetimeSeconds",
          30 * DAY,
          60,
          3650 * DAY,
          "The maximum lifetime of all refresh tokens of a grant in seconds. In seconds.");

  private static final TypedSetting<Duration> IDLE =
      SCHEMA.seconds(
          "idleSeconds",
          14 * DAY,
          0,
          3650 * DAY,
          "The lifetime of an unused refresh token in seconds; 0 means unlimited. In seconds.");

  private static final TypedSetting<Duration> GRACE =
      SCHEMA.seconds(
          "graceSeconds",
          10,
          0,
          60,
          "How many seconds a used refresh token is accepted again, in case a "
              + "response was lost. In seconds.");

  /**
   * The refresh token settings of a tenant.
   *
   * @param withoutOfflineAccess whether clients get refresh tokens without requesting {@code
   *     offline_access}
   * @param lifetime the maximum lifetime of all refresh tokens of a grant
   * @param idle the lifetime of an unused token; empty means the maximum lifetime
   * @param grace how long a used token may be used again after a lost response
   */
  record RefreshTokenSettingValues(
      boolean withoutOfflineAccess, Duration lifetime, Optional<Duration> idle, Duration grace) {

    static RefreshTokenSettingValues of(Map<String, Object> values) {
      Duration idle = IDLE.from(values);
      return new RefreshTokenSettingValues(
          WITHOUT_OFFLINE_ACCESS.from(values),
          LIFETIME.from(values),
          idle.isZero() ? Optional.empty() : Optional.of(idle),
          GRACE.from(values));
    }
  }

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }
}
