package org.lumoauth.authn.sessions;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.osgi.service.component.annotations.Component;

/** The section {@value #SECTION} of a tenant's settings. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + SessionSettings.SECTION})
public final class SessionSettings implements TenantSettingsSection {

  static final String SECTION = "sessions";
  static final String LIFETIME = "lifetimeSeconds";
  static final String IDLE = "idleSeconds";
  static final String REMEMBERED = "rememberedSeconds";
  static final String MAX_PER_USER = "maxPerUser";

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        // One day at most and half an hour idle: NIST SP 800-63B-4 section 2.2.3 requires nothing
        // stricter.
        number(
            LIFETIME, DAY, 5 * MINUTE, 30 * DAY, "The maximum lifetime of a session in seconds."),
        number(IDLE, 30 * MINUTE, MINUTE, 30 * DAY, "The idle timeout of a session in seconds."),
        number(
            REMEMBERED,
            30 * DAY,
            HOUR,
            90 * DAY,
            "The lifetime of a session in seconds if the user chose to stay signed in."),
        number(
            MAX_PER_USER,
            200,
            0,
            1_000,
            "The maximum number of concurrent sessions per user, or 0 for no limit. "
                + "The oldest session ends when it is exceeded. From 100 on,"
                + " a user can exceed it by a tenth for a short time."));
  }

  private static SettingDefinition number(
      String name, long value, long least, long most, String description) {
    return new SettingDefinition(
        name,
        SettingType.INTEGER,
        value,
        false,
        Set.of(),
        Optional.of(least),
        Optional.of(most),
        description);
  }
}
