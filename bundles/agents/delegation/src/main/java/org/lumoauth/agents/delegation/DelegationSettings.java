package org.lumoauth.agents.delegation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** The settings of a tenant for delegations. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=delegation"})
public final class DelegationSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  public static final String SECTION = "delegation";

  private static final String LONGEST_DAYS = "longestDays";
  private static final long DAYS = 90;
  private static final long MOST_DAYS = 3_650;

  @Override
  public String requiredPermission(String setting) {
    return "agents.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        new SettingDefinition(
            LONGEST_DAYS,
            SettingType.INTEGER,
            DAYS,
            false,
            Set.of(),
            Optional.of(1L),
            Optional.of(MOST_DAYS),
            "The maximum number of days for which users can let an agent act for them."));
  }

  /** Returns the maximum duration for which users can let an agent act for them. */
  public static Duration maxDuration(SettingsStore settings, TenantContext tenant) {
    return Duration.ofDays(((Number) settings.read(tenant, SECTION).get(LONGEST_DAYS)).longValue());
  }
}
