package org.lumoauth.oauth.grants;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsSchema;
import org.osgi.service.component.annotations.Component;

/** How long grants and consents of a tenant last, and how many grants a user can have. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=grants"})
public final class GrantSettings implements SettingsSchema {

  /** The section's name. */
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
            "After how many days a grant ends, whatever its refresh tokens: people have to be"
                + " asked again."),
        days(
            CONSENT_DAYS,
            0,
            0,
            "After how many days people are asked again what a client may have; 0 is never."),
        new SettingDefinition(
            MAX_PER_USER_AND_CLIENT,
            SettingType.INTEGER,
            1000L,
            false,
            Set.of(),
            Optional.of(0L),
            Optional.of(10_000L),
            "Grants, each with its refresh tokens, that a user can have with one client at once;"
                + " the oldest ends; 0 for any number. From 100 on, there can be a tenth more for"
                + " a short time."));
  }

  /** The most that a grant lasts. */
  static Duration grantLifetime(Map<String, Object> values) {
    return Duration.ofDays(number(values, GRANT_DAYS));
  }

  /** How long consent lasts; empty until it is taken back. */
  static Optional<Duration> consentLifetime(Map<String, Object> values) {
    return Optional.of(number(values, CONSENT_DAYS)).filter(days -> days > 0).map(Duration::ofDays);
  }

  /** How many grants a user can have with one client; 0 for any number. */
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
