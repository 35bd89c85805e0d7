package org.lumoauth.oauth.grant.refreshtoken;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.osgi.service.component.annotations.Component;

/** Defines the tenant settings for refresh tokens. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + RefreshTokenSettings.SECTION})
public final class RefreshTokenSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  static final String SECTION = "refreshTokens";

  private static final String WITHOUT_OFFLINE_ACCESS = "withoutOfflineAccess";
  private static final String LIFETIME = "lifetimeSeconds";
  private static final String IDLE = "idleSeconds";
  private static final String GRACE = "graceSeconds";
  private static final long DAY = 86_400;

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
      Duration idle = seconds(values, IDLE);
      return new RefreshTokenSettingValues(
          Boolean.TRUE.equals(values.get(WITHOUT_OFFLINE_ACCESS)),
          seconds(values, LIFETIME),
          idle.isZero() ? Optional.empty() : Optional.of(idle),
          seconds(values, GRACE));
    }

    private static Duration seconds(Map<String, Object> values, String name) {
      return Duration.ofSeconds(((Number) values.get(name)).longValue());
    }
  }

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        new SettingDefinition(
            WITHOUT_OFFLINE_ACCESS,
            SettingType.BOOLEAN,
            false,
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "Whether clients with the refresh_token grant type get refresh tokens "
                + "without offline_access."),
        number(
            LIFETIME,
            30 * DAY,
            60,
            3650 * DAY,
            "The maximum lifetime of all refresh tokens of a grant in seconds."),
        number(
            IDLE,
            14 * DAY,
            0,
            3650 * DAY,
            "The lifetime of an unused refresh token in seconds; 0 means unlimited."),
        number(
            GRACE,
            10,
            0,
            60,
            "How many seconds a used refresh token is accepted again, in case a "
                + "response was lost."));
  }

  private static SettingDefinition number(
      String name, long defaultValue, long minimum, long maximum, String description) {
    return new SettingDefinition(
        name,
        SettingType.INTEGER,
        defaultValue,
        false,
        Set.of(),
        Optional.of(minimum),
        Optional.of(maximum),
        description + " In seconds.");
  }
}
