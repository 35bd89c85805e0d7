/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit;

import java.time.Duration;
import java.util.List;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
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
  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  public static final TypedSetting<Duration> TASK_LIFETIME =
      SCHEMA.seconds("taskSeconds", 3_600, 60, 86_400, "Maximum lifetime of a task in seconds.");

  public static final TypedSetting<Integer> REQUESTS_PER_MINUTE =
      SCHEMA.number(
          "requestsPerAgentAndMinute",
          60,
          1,
          10_000,
          "Maximum number of requests of an agent per minute.");

  public static final TypedSetting<Integer> OPEN_TASKS =
      SCHEMA.number(
          "openTasksPerAgent", 5_000, 1, 1_000_000, "Maximum number of active tasks of an agent.");

  public static final TypedSetting<Duration> RETENTION =
      SCHEMA.days(
          "keepDays", 30, LEAST_KEPT_DAYS, 3_650, "Retention of ended tasks and requests in days.");

  /** Whether details outside of the agent's capabilities are refused without asking a person. */
  public static final TypedSetting<Boolean> WITHIN_CAPABILITIES =
      SCHEMA.flag(
          "detailsWithinCapabilities",
          false,
          "Whether to refuse details outside of the agent's capabilities. If false, they require"
              + " the approval of a person.");

  @Override
  public String requiredPermission(String setting) {
    return setting.equals(WITHIN_CAPABILITIES.name()) ? "jit.approve" : SETTINGS_WRITE;
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }
}
