/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;

/** In-memory settings, with the defaults of the schemas of a test. */
public final class FakeSettingsStore implements SettingsStore {

  private record FakeSettingKey(String tenantId, String section) {}

  private final Map<String, TenantSettingsSection> schemas = new ConcurrentHashMap<>();
  private final Map<FakeSettingKey, Map<String, Object>> values = new ConcurrentHashMap<>();

  /** Adds a section. */
  public FakeSettingsStore with(String section, TenantSettingsSection schema) {
    schemas.put(section, schema);
    return this;
  }

  @Override
  public Map<String, Object> read(TenantContext tenant, String section) {
    Map<String, Object> all = new HashMap<>();
    if (schemas.containsKey(section)) {
      schemas.get(section).settings().stream()
          .filter(setting -> setting.defaultValue() != null)
          .forEach(setting -> all.put(setting.name(), setting.defaultValue()));
    }
    all.putAll(values.getOrDefault(new FakeSettingKey(tenant.id(), section), Map.of()));
    return all;
  }

  @Override
  public Map<String, Object> change(
      TenantContext tenant, String section, Map<String, Object> changes) {
    values
        .computeIfAbsent(new FakeSettingKey(tenant.id(), section), any -> new ConcurrentHashMap<>())
        .putAll(changes);
    return read(tenant, section);
  }
}
