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
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.settings.SettingsSchema.SettingDefinition;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What each tenant set for itself, in memory. A change on this server is seen at once; one on
 * another server when its event comes, or half a minute later.
 */
@Component(service = TenantOverrides.class)
public final class TenantOverrides {
  private static final Duration AGE = Duration.ofSeconds(30);

  /** What stands for a secret that nobody needs to read. */
  private static final Object SEALED = "sealed";

  private final SettingValueTable table;
  private final SecretVault vault;
  private final ObjectMapper json = new ObjectMapper();
  private final Cache<String, Map<SettingName, Object>> memory =
      MeasuredCache.build(
          "platform-settings.own-values",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumWeight(SettingsCacheWeigher.MOST)
              .<String, Map<SettingName, Object>>weigher(
                  (tenant, values) -> SettingsCacheWeigher.of(values))
              .expireAfterWrite(AGE));

  /** Which setting. */
  record SettingName(String section, String setting) {}

  /**
   * A value to be kept.
   *
   * @param value null for none
   * @param permission the permission that the change needs
   */
  record SettingChange(
      SettingName name, Object value, SettingDefinition setting, String permission) {
    boolean secret() {
      return setting.secret();
    }
  }

  @Activate
  public TenantOverrides(@Reference SettingValueTable table, @Reference SecretVault vault) {
    this.table = table;
    this.vault = vault;
  }

  /** The tenant's values by their names. */
  Map<SettingName, Object> of(String tenantId) {
    return memory.get(tenantId, this::read);
  }

  /**
   * Keeps values, all or none of them.
   *
   * @return what the tenant had set of these until then; of a secret only that there was one
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

  /** Makes the next call read the tenant's values again. */
  void forget(String tenantId) {
    memory.invalidate(tenantId);
  }

  /** Removes everything of a tenant. */
  void erase(String tenantId) {
    table.erase(tenantId);
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
      throw new IllegalStateException("a setting has no JSON form", e);
    }
  }

  private Object value(String text) {
    try {
      return json.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored setting is no JSON", e);
    }
  }
}
