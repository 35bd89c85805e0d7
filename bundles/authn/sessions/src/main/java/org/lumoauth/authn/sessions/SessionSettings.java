/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import java.time.Duration;
import java.util.List;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/** The section {@value #SECTION} of a tenant's settings. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + SessionSettings.SECTION})
public final class SessionSettings implements TenantSettingsSection {

  static final String SECTION = "sessions";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  // One day at most and half an hour idle: NIST SP 800-63B-4 section 2.2.3 requires nothing
  // stricter.
  static final TypedSetting<Duration> LIFETIME =
      SCHEMA.seconds(
          "lifetimeSeconds",
          DAY,
          5 * MINUTE,
          30 * DAY,
          "The maximum lifetime of a session in seconds.");

  static final TypedSetting<Duration> IDLE =
      SCHEMA.seconds(
          "idleSeconds",
          30 * MINUTE,
          MINUTE,
          30 * DAY,
          "The idle timeout of a session in seconds.");

  static final TypedSetting<Duration> REMEMBERED =
      SCHEMA.seconds(
          "rememberedSeconds",
          30 * DAY,
          HOUR,
          90 * DAY,
          "The lifetime of a session in seconds if the user chose to stay signed in.");

  static final TypedSetting<Integer> MAX_PER_USER =
      SCHEMA.number(
          "maxPerUser",
          200,
          0,
          1_000,
          "The maximum number of concurrent sessions per user, or 0 for no limit. "
              + "The oldest session ends when it is exceeded. From 100 on,"
              + " a user can exceed it by a tenth for a short time.");

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }
}
