package org.lumoauth.platform.settings;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsSchema.SettingDefinition;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.cache.MeasuredCache;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is in force in a section: what the tenant set for itself over the module's defaults. Every
 * request reads some sections, so that they are kept as they were made, until the tenant's values
 * or the module that declares the section are others.
 */
final class EffectiveSettings {
  private static final Logger LOG = LoggerFactory.getLogger(EffectiveSettings.class);
  private static final Duration AGE = Duration.ofSeconds(30);

  private record SettingsSectionKey(String tenantId, String section) {}

  /** Values, and what they were made from: both are compared by identity and kept by others. */
  private record CachedSectionValues(
      WeakReference<SettingsSchema> schema,
      WeakReference<Map<TenantOverrides.SettingName, Object>> own,
      Map<String, Object> values) {
    boolean from(SettingsSchema schema, Map<TenantOverrides.SettingName, Object> own) {
      return this.own.refersTo(own) && this.schema.refersTo(schema);
    }
  }

  private final SettingsSectionRegistry sections;
  private final TenantOverrides own;
  private final Cache<SettingsSectionKey, CachedSectionValues> memory =
      MeasuredCache.build(
          "platform-settings.effective-values",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumWeight(SettingsCacheWeigher.MOST)
              .<SettingsSectionKey, CachedSectionValues>weigher(
                  (place, made) -> SettingsCacheWeigher.of(made.values()))
              .expireAfterWrite(AGE));

  EffectiveSettings(SettingsSectionRegistry sections, TenantOverrides own) {
    this.sections = sections;
    this.own = own;
  }

  /** The section's values, defaults filled in; unmodifiable, empty if no module brings it. */
  Map<String, Object> of(TenantContext tenant, String section) {
    return sections
        .ask(section, schema -> of(tenant, section, schema))
        .orElseGet(() -> sections.isInstalled(section) ? kept(tenant, section) : Map.of());
  }

  /** What the tenant set in a section whose module cannot be asked about it just now. */
  private Map<String, Object> kept(TenantContext tenant, String section) {
    Map<String, Object> values = new LinkedHashMap<>();
    own.of(tenant.id())
        .forEach(
            (name, value) -> {
              if (name.section().equals(section)) {
                values.put(name.setting(), value);
              }
            });
    return Collections.unmodifiableMap(values);
  }

  private Map<String, Object> of(TenantContext tenant, String section, SettingsSchema schema) {
    var kept = own.of(tenant.id());
    var place = new SettingsSectionKey(tenant.id(), section);
    CachedSectionValues made = memory.getIfPresent(place);
    if (made != null && made.from(schema, kept)) {
      return made.values();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (SettingDefinition setting : schema.settings()) {
      value(tenant, section, setting, kept)
          .or(() -> SettingValueValidator.defaultValue(setting))
          .ifPresent(value -> values.put(setting.name(), value));
    }
    var result = Collections.unmodifiableMap(values);
    memory.put(
        place,
        new CachedSectionValues(new WeakReference<>(schema), new WeakReference<>(kept), result));
    return result;
  }

  /** What the tenant set for itself in a section, without the defaults. */
  Map<String, Object> ownOf(TenantContext tenant, String section) {
    var kept = own.of(tenant.id());
    Map<String, Object> values = new TreeMap<>();
    sections
        .settings(section)
        .ifPresent(
            settings ->
                settings.forEach(
                    setting ->
                        value(tenant, section, setting, kept)
                            .ifPresent(value -> values.put(setting.name(), value))));
    return values;
  }

  /** A value that an older version of the module took and this one does not counts as not set. */
  private static Optional<Object> value(
      TenantContext tenant,
      String section,
      SettingDefinition setting,
      Map<TenantOverrides.SettingName, Object> kept) {
    var value = kept.get(new TenantOverrides.SettingName(section, setting.name()));
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(SettingValueValidator.validate(setting, value));
    } catch (SettingValueValidator.InvalidSettingException e) {
      LOG.warn(
          "settings.value-out-of-bounds tenant={} section={} setting={}",
          tenant.id(),
          section,
          setting.name());
      return Optional.empty();
    }
  }
}
