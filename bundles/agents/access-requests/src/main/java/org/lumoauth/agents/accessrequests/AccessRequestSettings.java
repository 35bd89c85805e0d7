package org.lumoauth.agents.accessrequests;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Settings of a tenant: whether denied access can be requested, and for how long it is granted. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=access-requests"})
public final class AccessRequestSettings implements TenantSettingsSection {

  private static final String SECTION = "access-requests";
  private static final String ENABLED = "enabled";
  private static final String SECONDS = "approvedSeconds";

  @Override
  public String requiredPermission(String setting) {
    return "policies.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        new SettingDefinition(
            ENABLED,
            SettingType.BOOLEAN,
            false,
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "Whether responses of the AuthZEN API state how denied access can be " + "requested."),
        new SettingDefinition(
            SECONDS,
            SettingType.INTEGER,
            3_600,
            false,
            Set.of(),
            Optional.of(60L),
            Optional.of(604_800L),
            "The maximum validity of an approved access in seconds."));
  }

  static boolean enabled(SettingsStore settings, TenantContext tenant) {
    return Boolean.TRUE.equals(settings.read(tenant, SECTION).get(ENABLED));
  }

  static Duration approvedAccessDuration(SettingsStore settings, TenantContext tenant) {
    Object seconds = settings.read(tenant, SECTION).getOrDefault(SECONDS, 3_600);
    return Duration.ofSeconds(((Number) seconds).longValue());
  }
}
