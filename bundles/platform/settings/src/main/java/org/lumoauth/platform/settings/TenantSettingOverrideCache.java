/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.settings.TenantSettingsSection.SettingDefinition;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Caches the settings of each tenant. A change on this server takes effect immediately, a change on
 * another server with its event or after half a minute.
 */
@Component(service = TenantSettingOverrideCache.class)
public final class TenantSettingOverrideCache {
  private static final Duration AGE = Duration.ofSeconds(30);

  /** The placeholder of a secret that need not be read. */
  private static final Object SEALED = "sealed";

  private final SettingValueTable table;
  private final SecretProtectionService vault;
  private final ObjectMapper json = new ObjectMapper();
  private final Cache<String, Map<SettingName, Object>> memory =
      MeasuredCacheFactory.build(
          "platform-settings.own-values",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumWeight(SettingsCacheWeigher.MOST)
              .<String, Map<SettingName, Object>>weigher(
                  (tenant, values) -> SettingsCacheWeigher.of(values))
              .expireAfterWrite(AGE));

  /** The name of a setting. */
  record SettingName(String section, String setting) {}

  /**
   * A value to store.
   *
   * @param value null to remove the value
   * @param permission the permission required by the change
   */
  record SettingChange(
      SettingName name, Object value, SettingDefinition setting, String permission) {
    boolean secret() {
      return setting.secret();
    }
  }

  @Activate
  public TenantSettingOverrideCache(
      @Reference PersistenceUnit unit, @Reference SecretProtectionService vault) {
    this.table = new SettingValueTable(unit);
    this.vault = vault;
  }

  /** Returns the tenant's values by name. */
  Map<SettingName, Object> of(String tenantId) {
    return memory.get(tenantId, this::read);
  }

  /**
   * Stores values atomically.
   *
   * @return the tenant's previous values; for a secret only that it existed
   */
  Map<SettingName, Object> save(String tenantId, List<SettingChange> changes) {
    List<SettingValueTable.SettingValueRow> replaced =
        table.write(tenantId, changes.stream().map(change -> row(tenantId, change)).toList());
    memory.invalidate(tenantId);
    Map<SettingName, Object> before = new HashMap<>();
    for (SettingValueTable.SettingValueRow row : replaced) {
      var name = new SettingName(row.section(), row.name());
      before.put(name, row.plain() == null ? SEALED : value(row.plain()));
    }
    return before;
  }

  /** Evicts the tenant's values. */
  void forget(String tenantId) {
    memory.invalidate(tenantId);
  }

  private Map<SettingName, Object> read(String tenantId) {
    Map<SettingName, Object> values = new HashMap<>();
    for (SettingValueTable.SettingValueRow row : table.rows(tenantId)) {
      var name = new SettingName(row.section(), row.name());
      var text =
          row.plain() != null
              ? row.plain()
              : new String(
                  vault.decrypt(tenantId, context(name), row.sealed()), StandardCharsets.UTF_8);
      values.put(name, value(text));
    }
    return Map.copyOf(values);
  }

  private SettingValueTable.SettingValueRow row(String tenantId, SettingChange change) {
    var name = change.name();
    if (change.value() == null) {
      return new SettingValueTable.SettingValueRow(name.section(), name.setting(), null, null);
    }
    var text = text(change.value());
    if (!change.secret()) {
      return new SettingValueTable.SettingValueRow(name.section(), name.setting(), text, null);
    }
    byte[] sealed = vault.encrypt(tenantId, context(name), text.getBytes(StandardCharsets.UTF_8));
    return new SettingValueTable.SettingValueRow(name.section(), name.setting(), null, sealed);
  }

  private static String context(SettingName name) {
    return "setting/" + name.section() + '/' + name.setting();
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a setting cannot be written as JSON", e);
    }
  }

  private Object value(String text) {
    try {
      return json.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value in settings_value is not valid JSON", e);
    }
  }
}
