package org.lumoauth.oauth.grants;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.osgi.service.component.annotations.Component;

/**
 * Defines the tenant settings for the lifetime of grants and consents, and for the number of grants
 * per user and client.
 */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=grants"})
public final class GrantSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  static final String SECTION = "grants";

  private static final String GRANT_DAYS = "grantDays";
  private static final String CONSENT_DAYS = "consentDays";
  private static final String MAX_PER_USER_AND_CLIENT = "maxPerUserAndClient";
  private static final long MAX_DAYS = 3650;

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        days(
            GRANT_DAYS,
            365,
            1,
            "The maximum lifetime of a grant in days, including its refresh tokens. "
                + "Afterwards users"
                + " must sign in and consent again."),
        days(
            CONSENT_DAYS,
            0,
            0,
            "The number of days after which users must consent again; 0 means never."),
        new SettingDefinition(
            MAX_PER_USER_AND_CLIENT,
            SettingType.INTEGER,
            10_000L,
            false,
            Set.of(),
            Optional.of(0L),
            Optional.of(10_000L),
            "The maximum number of active grants, each with its refresh tokens, of a "
                + "user with one"
                + " client. If it is exceeded, the oldest grant is revoked; 0 means "
                + "unlimited. A limit"
                + " of 100 or more can be exceeded by a tenth for a short time."));
  }

  /** Returns the maximum lifetime of a grant. */
  static Duration grantLifetime(Map<String, Object> values) {
    return Duration.ofDays(number(values, GRANT_DAYS));
  }

  /** Returns the lifetime of a consent; empty if it does not expire. */
  static Optional<Duration> consentLifetime(Map<String, Object> values) {
    return Optional.of(number(values, CONSENT_DAYS)).filter(days -> days > 0).map(Duration::ofDays);
  }

  /** Returns the maximum number of grants of a user with one client; 0 means unlimited. */
  static int maxPerUserAndClient(Map<String, Object> values) {
    return (int) number(values, MAX_PER_USER_AND_CLIENT);
  }

  private static long number(Map<String, Object> values, String name) {
    return ((Number) values.get(name)).longValue();
  }

  private static SettingDefinition days(
      String name, long otherwise, long least, String description) {
    return new SettingDefinition(
        name,
        SettingType.INTEGER,
        otherwise,
        false,
        Set.of(),
        Optional.of(least),
        Optional.of(MAX_DAYS),
        description);
  }
}
