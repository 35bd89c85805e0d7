/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba;

import java.time.Duration;
import java.util.List;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** The tenant settings for backchannel authentication. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=ciba"})
public final class CibaSettings implements TenantSettingsSection {

  /** The section's name. */
  public static final String SECTION = "ciba";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  private static final TypedSetting<Duration> LIFETIME =
      SCHEMA.seconds("requestSeconds", 300, 30, 3_600, "How many seconds a user has to answer.");

  private static final TypedSetting<Duration> LONGEST =
      SCHEMA.seconds(
          "longestRequestSeconds",
          900,
          30,
          86_400,
          "The maximum number of seconds that a client can request for the answer.");

  private static final TypedSetting<Duration> INTERVAL =
      SCHEMA.seconds(
          "intervalSeconds",
          5,
          1,
          60,
          "How many seconds a client must wait between two polling requests.");

  private static final TypedSetting<Integer> OPEN_REQUESTS =
      SCHEMA.number(
          "openRequestsPerPerson",
          5,
          1,
          50,
          "How many requests may be open for one user at the same time.");

  private static final TypedSetting<Integer> HOURLY_REQUESTS =
      SCHEMA.number(
          "requestsPerPersonAndHour",
          20,
          1,
          1_000,
          "How many requests one user may receive in an hour.");

  private static final TypedSetting<Boolean> TELL_UNKNOWN =
      SCHEMA.flag(
          "tellUnknownUsers", false, "Whether clients receive an error for an unknown user.");

  private static final TypedSetting<Boolean> USER_CODE =
      SCHEMA.flag(
          "userCode", false, "Whether users can set a code that clients must send to reach them.");

  /**
   * A tenant's values.
   *
   * @param lifetime the default time that a user has to answer
   * @param longest the maximum time that a client can request
   * @param interval the polling interval of a client
   * @param openRequests the maximum number of open requests for one user
   * @param hourlyRequests the maximum number of requests for one user in an hour
   * @param tellUnknown whether a client receives an error for an unknown user
   * @param userCode whether users can set a code that clients must send
   */
  public record CibaSettingValues(
      Duration lifetime,
      Duration longest,
      Duration interval,
      int openRequests,
      int hourlyRequests,
      boolean tellUnknown,
      boolean userCode) {}

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }

  /** Returns the tenant's values. */
  public static CibaSettingValues read(SettingsStore settings, TenantContext tenant) {
    var section = settings.read(tenant, SECTION);
    return new CibaSettingValues(
        LIFETIME.from(section),
        LONGEST.from(section),
        INTERVAL.from(section),
        OPEN_REQUESTS.from(section),
        HOURLY_REQUESTS.from(section),
        TELL_UNKNOWN.from(section),
        USER_CODE.from(section));
  }
}
