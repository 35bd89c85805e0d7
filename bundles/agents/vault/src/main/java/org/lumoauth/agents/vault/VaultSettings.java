/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault;

import java.time.Duration;
import java.util.List;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Tenant settings of connections. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=connections"})
public final class VaultSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  public static final String SECTION = "connections";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  private static final TypedSetting<Integer> PER_MINUTE =
      SCHEMA.number(
          "retrievalsPerMinute",
          60,
          1,
          10_000,
          "Maximum number of token requests of an agent per minute.");

  /** The timeout for a provider's response. */
  public static final TypedSetting<Duration> PROVIDER_TIMEOUT =
      SCHEMA.seconds(
          "providerTimeoutSeconds", 10, 1, 30, "Timeout for a provider's response in seconds.");

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }

  /** Returns the limit of token requests of an agent. */
  public static AttemptLimit retrievals(SettingsStore settings, TenantContext tenant) {
    return new AttemptLimit(PER_MINUTE.read(settings, tenant), Duration.ofMinutes(1));
  }
}
