package org.lumoauth.oauth.grant.refreshtoken;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsSchema;
import org.osgi.service.component.annotations.Component;

/** What a tenant can set about refresh tokens. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + RefreshTokenSettings.SECTION})
public final class RefreshTokenSettings implements SettingsSchema {

  /** The section's name. */
  static final String SECTION = "refreshTokens";

  private static final String WITHOUT_OFFLINE_ACCESS = "withoutOfflineAccess";
  private static final String LIFETIME = "lifetimeSeconds";
  private static final String IDLE = "idleSeconds";
  private static final String GRACE = "graceSeconds";
  private static final long DAY = 86_400;

  /**
   * The settings of one tenant.
   *
   * @param withoutOfflineAccess whether clients get them that did not ask for {@code
   *     offline_access}
   * @param lifetime how long after the grant the last one ends
   * @param idle how long one holds that is not used; nothing means as long as the lifetime
   * @param grace how long one that was used may be used again, for an answer that was lost
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
            "Whether clients with the grant type get refresh tokens without offline_access."),
        number(LIFETIME, 30 * DAY, 60, 3650 * DAY, "When the last token of a grant ends."),
        number(IDLE, 14 * DAY, 0, 3650 * DAY, "When a token ends that is not used; 0 for never."),
        number(GRACE, 10, 0, 60, "How long a used token may be shown again, for lost answers."));
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
