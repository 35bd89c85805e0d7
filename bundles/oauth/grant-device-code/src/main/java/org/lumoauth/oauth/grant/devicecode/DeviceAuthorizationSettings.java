package org.lumoauth.oauth.grant.devicecode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** What a tenant can set of device authorization. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=device"})
public final class DeviceAuthorizationSettings implements SettingsSchema {

  /** The section's name. */
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
        seconds(CODE_SECONDS, 600, 60, 1800, "How many seconds a person has to enter a code."),
        seconds(
            INTERVAL_SECONDS,
            5,
            1,
            60,
            "How many seconds a device waits before it asks again what became of its request."));
  }

  /** How long a person has to answer. */
  public static Duration lifetime(SettingsStore settings, TenantContext tenant) {
    return read(settings, tenant, CODE_SECONDS);
  }

  /** How long a device has to wait between two questions. */
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
