package org.lumoauth.oauth.ciba;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** What a tenant can set of backchannel authentication. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=ciba"})
public final class CibaSettings implements SettingsSchema {

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
   * The values of a tenant.
   *
   * @param lifetime how long a person has, where the client says nothing
   * @param longest how long they have at most
   * @param interval how long a client waits between two questions
   * @param openRequests how many requests may wait for one person
   * @param hourlyRequests how many may be made to one person in an hour
   * @param tellUnknown whether a client is told that there is no such person
   * @param userCode whether people can have a code without which nobody asks them
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
        number(REQUEST_SECONDS, 300, 30, 3_600, "How many seconds a person has to answer."),
        number(
            LONGEST_SECONDS,
            900,
            30,
            86_400,
            "The most seconds that a client can ask them to have."),
        number(
            INTERVAL_SECONDS,
            5,
            1,
            60,
            "How many seconds a client waits before it asks again what became of its request."),
        number(OPEN_REQUESTS, 5, 1, 50, "How many requests may wait for one person at once."),
        number(HOURLY_REQUESTS, 20, 1, 1_000, "How many requests one person may get in an hour."),
        flag(TELL_UNKNOWN, "Whether clients are told that there is no such person."),
        flag(USER_CODE, "Whether people can have a code that clients need to ask them."));
  }

  /** The tenant's values. */
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
