/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import java.time.Duration;
import java.util.List;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/** Tenant settings of approvals. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=approvals"})
public final class ApprovalSettings implements TenantSettingsSection {

  /**
   * Minimum retention in days: longer than any approval can be used after the last possible answer.
   */
  public static final int LEAST_KEPT_DAYS = 8;

  private static final String SECTION = "approvals";
  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  static final TypedSetting<Integer> PENDING_PER_REQUESTER =
      SCHEMA.number(
          "pendingPerRequester",
          20,
          1,
          1_000,
          "Maximum number of pending approvals per requester; an agent counts together with its"
              + " sub-agents.");

  static final TypedSetting<Duration> RETENTION =
      SCHEMA.days("keepDays", 30, LEAST_KEPT_DAYS, 3_650, "Retention of ended approvals in days.");

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }
}
