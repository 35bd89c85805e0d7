package org.lumoauth.oauth.ciba;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** The tenant settings for backchannel authentication. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=ciba"})
public final class CibaSettings implements TenantSettingsSection {

  /** The section's name. */
  public static final String SECTION = "ciba";

  private static final String REQUEST_SECONDS = "requestSeconds";
  private static final String LONGEST_SECONDS = "longestRequestSeconds";
  private static final String INTERVAL_SECONDS = "intervalSeconds";
  private static final String OPEN_REQUESTS = "openRequestsPerPerson";
  private static final String HOURLY_REQUESTS = "requestsPerPersonAndHour";
  private static final String TELL_UNKNOWN = "tellUnknownUsers";
  private static final String USER_CODE = "userCode";

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
    return List.of(
        number(REQUEST_SECONDS, 300, 30, 3_600, "How many seconds a user has to answer."),
        number(
            LONGEST_SECONDS,
            900,
            30,
            86_400,
            "The maximum number of seconds that a client can request for the answer."),
        number(
            INTERVAL_SECONDS,
            5,
            1,
            60,
            "How many seconds a client must wait between two polling requests."),
        number(
            OPEN_REQUESTS,
            5,
            1,
            50,
            "How many requests may be open for one user at the same time."),
        number(HOURLY_REQUESTS, 20, 1, 1_000, "How many requests one user may receive in an hour."),
        flag(TELL_UNKNOWN, "Whether clients receive an error for an unknown user."),
        flag(USER_CODE, "Whether users can set a code that clients must send to reach them."));
  }

  /** Returns the tenant's values. */
  public static CibaSettingValues read(SettingsStore settings, TenantContext tenant) {
    var section = settings.read(tenant, SECTION);
    return new CibaSettingValues(
        Duration.ofSeconds(((Number) section.get(REQUEST_SECONDS)).longValue()),
        Duration.ofSeconds(((Number) section.get(LONGEST_SECONDS)).longValue()),
        Duration.ofSeconds(((Number) section.get(INTERVAL_SECONDS)).longValue()),
        ((Number) section.get(OPEN_REQUESTS)).intValue(),
        ((Number) section.get(HOURLY_REQUESTS)).intValue(),
        (Boolean) section.get(TELL_UNKNOWN),
        (Boolean) section.get(USER_CODE));
  }

  private static SettingDefinition number(
      String name, long standard, long least, long most, String description) {
    return new SettingDefinition(
        name,
        SettingType.INTEGER,
        standard,
        false,
        Set.of(),
        Optional.of(least),
        Optional.of(most),
        description);
  }

  private static SettingDefinition flag(String name, String description) {
    return new SettingDefinition(
        name,
        SettingType.BOOLEAN,
        false,
        false,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        description);
  }
}
