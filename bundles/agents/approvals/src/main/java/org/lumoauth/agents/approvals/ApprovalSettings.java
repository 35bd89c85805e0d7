package org.lumoauth.agents.approvals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Tenant settings of approvals. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=approvals"})
public final class ApprovalSettings implements TenantSettingsSection {

  /**
   * Minimum retention in days: longer than any approval can be used after the last possible answer.
   */
  public static final int LEAST_KEPT_DAYS = 8;

  private static final String KEEP = "keepDays";
  private static final String SECTION = "approvals";
  private static final String PENDING = "pendingPerRequester";

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        new SettingDefinition(
            PENDING,
            SettingType.INTEGER,
            20,
            false,
            Set.of(),
            Optional.of(1L),
            Optional.of(1_000L),
            "Maximum number of pending approvals per requester; an agent counts "
                + "together with its sub-agents."),
        new SettingDefinition(
            KEEP,
            SettingType.INTEGER,
            30,
            false,
            Set.of(),
            Optional.of((long) LEAST_KEPT_DAYS),
            Optional.of(3_650L),
            "Retention of ended approvals in days."));
  }

  static Duration retention(SettingsStore settings, TenantContext tenant) {
    var days = (Number) settings.read(tenant, SECTION).getOrDefault(KEEP, 30);
    return Duration.ofDays(days.longValue());
  }

  static int pendingPerRequester(SettingsStore settings, TenantContext tenant) {
    return ((Number) settings.read(tenant, SECTION).getOrDefault(PENDING, 20)).intValue();
  }
}
