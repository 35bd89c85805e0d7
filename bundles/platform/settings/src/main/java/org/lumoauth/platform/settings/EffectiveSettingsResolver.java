/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TenantSettingsSection.SettingDefinition;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes the effective settings of a section: the tenant's own values over the module's defaults.
 * Every request reads some sections, so results are cached until the tenant's values or the
 * declaring module change.
 */
final class EffectiveSettingsResolver {
  private static final Logger LOG = LoggerFactory.getLogger(EffectiveSettingsResolver.class);
  private static final Duration AGE = Duration.ofSeconds(30);

  private record SettingsSectionKey(String tenantId, String section) {}

  /** Cached values and their sources, which are compared by identity and owned elsewhere. */
  private record CachedSectionValues(
      WeakReference<TenantSettingsSection> schema,
      WeakReference<Map<TenantSettingOverrideCache.SettingName, Object>> own,
      Map<String, Object> values) {
    boolean from(
        TenantSettingsSection schema, Map<TenantSettingOverrideCache.SettingName, Object> own) {
      return this.own.refersTo(own) && this.schema.refersTo(schema);
    }
  }

  private final SettingsSectionRegistry sections;
  private final TenantSettingOverrideCache own;
  private final Cache<SettingsSectionKey, CachedSectionValues> memory =
      MeasuredCacheFactory.build(
          "platform-settings.effective-values",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumWeight(SettingsCacheWeigher.MOST)
              .<SettingsSectionKey, CachedSectionValues>weigher(
                  (place, made) -> SettingsCacheWeigher.of(made.values()))
              .expireAfterWrite(AGE));

  EffectiveSettingsResolver(SettingsSectionRegistry sections, TenantSettingOverrideCache own) {
    this.sections = sections;
    this.own = own;
  }

  /**
   * Returns the section's values including defaults; unmodifiable, empty if no module declares it.
   */
  Map<String, Object> of(TenantContext tenant, String section) {
    return sections
        .ask(section, schema -> of(tenant, section, schema))
        .orElseGet(() -> sections.isInstalled(section) ? kept(tenant, section) : Map.of());
  }

  /** Returns the tenant's own values of a section with an unavailable module. */
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

  private Map<String, Object> of(
      TenantContext tenant, String section, TenantSettingsSection schema) {
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

  /** Returns the tenant's own values of a section, without defaults. */
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

  /**
   * A value accepted by an earlier version of the module but not by the current version counts as
   * not set.
   */
  private static Optional<Object> value(
      TenantContext tenant,
      String section,
      SettingDefinition setting,
      Map<TenantSettingOverrideCache.SettingName, Object> kept) {
    var value = kept.get(new TenantSettingOverrideCache.SettingName(section, setting.name()));
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
