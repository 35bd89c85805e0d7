package org.lumoauth.agents.jit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Tenant settings of just-in-time permissions. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=jit"})
public final class JitSettings implements TenantSettingsSection {

  /** Maximum lifetime of a token, in seconds. */
  public static final int MOST_TTL = 900;

  /**
   * Default lifetime of a token, in seconds, and the minimum that an agent can request. An approver
   * can set a shorter lifetime.
   */
  public static final int LEAST_TTL = 300;

  /** Minimum retention in days: longer than any request can be pending after its task has ended. */
  public static final int LEAST_KEPT_DAYS = 8;

  private static final String SECTION = "jit";
  private static final String TASK_SECONDS = "taskSeconds";
  private static final String TASKS = "openTasksPerAgent";
  private static final String KEEP = "keepDays";
  private static final String WITHIN = "detailsWithinCapabilities";
  private static final String REQUESTS = "requestsPerAgentAndMinute";

  @Override
  public String requiredPermission(String setting) {
    return setting.equals(WITHIN) ? "jit.approve" : SETTINGS_WRITE;
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        number(TASK_SECONDS, 3_600, 60, 86_400, "Maximum lifetime of a task in seconds."),
        number(REQUESTS, 60, 1, 10_000, "Maximum number of requests of an agent per minute."),
        number(TASKS, 5_000, 1, 1_000_000, "Maximum number of active tasks of an agent."),
        number(KEEP, 30, LEAST_KEPT_DAYS, 3_650, "Retention of ended tasks and requests in days."),
        new SettingDefinition(
            WITHIN,
            SettingType.BOOLEAN,
            false,
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "Whether to refuse details outside of the agent's capabilities. If false, "
                + "they require the approval of a person."));
  }

  /**
   * Returns whether details outside of the agent's capabilities are refused without asking an
   * approver.
   */
  public static boolean withinCapabilities(SettingsStore settings, TenantContext tenant) {
    return Boolean.TRUE.equals(settings.read(tenant, SECTION).get(WITHIN));
  }

  public static Duration task(SettingsStore settings, TenantContext tenant) {
    return Duration.ofSeconds(read(settings, tenant, TASK_SECONDS, 3_600));
  }

  public static int requestsPerMinute(SettingsStore settings, TenantContext tenant) {
    return read(settings, tenant, REQUESTS, 60);
  }

  public static int openTasks(SettingsStore settings, TenantContext tenant) {
    return read(settings, tenant, TASKS, 5_000);
  }

  public static Duration retention(SettingsStore settings, TenantContext tenant) {
    return Duration.ofDays(read(settings, tenant, KEEP, 30));
  }

  private static int read(SettingsStore settings, TenantContext tenant, String name, int standard) {
    return ((Number) settings.read(tenant, SECTION).getOrDefault(name, standard)).intValue();
  }

  private static SettingDefinition number(
      String name, int standard, long least, long most, String description) {
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
}
