package org.lumoauth.agents.vault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Tenant settings of connections. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=connections"})
public final class VaultSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  public static final String SECTION = "connections";

  private static final String PER_MINUTE = "retrievalsPerMinute";
  private static final String TIMEOUT = "providerTimeoutSeconds";

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        number(PER_MINUTE, 60, 10_000, "Maximum number of token requests of an agent per minute."),
        number(TIMEOUT, 10, 30, "Timeout for a provider's response in seconds."));
  }

  /** Returns the limit of token requests of an agent. */
  public static AttemptLimit retrievals(SettingsStore settings, TenantContext tenant) {
    return new AttemptLimit((int) read(settings, tenant, PER_MINUTE), Duration.ofMinutes(1));
  }

  /** Returns the timeout for a provider's response. */
  public static Duration timeout(SettingsStore settings, TenantContext tenant) {
    return Duration.ofSeconds(read(settings, tenant, TIMEOUT));
  }

  private static long read(SettingsStore settings, TenantContext tenant, String name) {
    return ((Number) settings.read(tenant, SECTION).get(name)).longValue();
  }

  private static SettingDefinition number(String name, long usual, long most, String description) {
    return new SettingDefinition(
        name,
        SettingType.INTEGER,
        usual,
        false,
        Set.of(),
        Optional.of(1L),
        Optional.of(most),
        description);
  }
}
