package org.lumoauth.oauth.grant.devicecode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Defines the tenant settings for device authorization. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=device"})
public final class DeviceAuthorizationSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  public static final String SECTION = "device";

  private static final String CODE_SECONDS = "codeSeconds";
  private static final String INTERVAL_SECONDS = "intervalSeconds";

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        seconds(CODE_SECONDS, 600, 60, 1800, "The lifetime of a user code in seconds."),
        seconds(
            INTERVAL_SECONDS,
            5,
            1,
            60,
            "The minimum interval between token requests of a device in seconds."));
  }

  /** Returns how long the user can respond. */
  public static Duration lifetime(SettingsStore settings, TenantContext tenant) {
    return read(settings, tenant, CODE_SECONDS);
  }

  /** Returns the minimum interval between two polling requests. */
  public static Duration interval(SettingsStore settings, TenantContext tenant) {
    return read(settings, tenant, INTERVAL_SECONDS);
  }

  private static Duration read(SettingsStore settings, TenantContext tenant, String name) {
    return Duration.ofSeconds(((Number) settings.read(tenant, SECTION).get(name)).longValue());
  }

  private static SettingDefinition seconds(
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
}
