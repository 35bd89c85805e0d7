/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TenantSettingsSection.SettingDefinition;
import org.lumoauth.api.settings.TenantSettingsSection.SettingPreset;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The sections declared by installed modules. */
@Component(service = SettingsSectionRegistry.class)
public final class SettingsSectionRegistry {
  private final ProviderTracker<TenantSettingsSection> schemas;

  @Activate
  public SettingsSectionRegistry(@Reference ProviderRegistry registry) {
    this.schemas = registry.track(TenantSettingsSection.class);
  }

  @Deactivate
  void close() {
    schemas.close();
  }

  /** Returns whether the module of a section is installed, even if it is unavailable. */
  public boolean isInstalled(String section) {
    return schemas.isInstalled(section);
  }

  /** Returns the unavailable modules by section. */
  public Map<String, String> away() {
    return schemas.findUnavailable();
  }

  /**
   * Returns the settings of a section; empty if no module declares it or the module is unavailable.
   */
  public Optional<List<SettingDefinition>> settings(String section) {
    return ask(section, TenantSettingsSection::settings);
  }

  /**
   * Returns the settings of a section; empty only if no installed module declares it.
   *
   * @throws ApiException 503 {@code module_unavailable} if its module is unavailable
   */
  public Optional<List<SettingDefinition>> declared(String section) {
    return answer(schemas.leaseInstalled(section), TenantSettingsSection::settings);
  }

  /** Queries the section's module; empty if it does not exist or is unavailable. */
  <T> Optional<T> ask(String section, Function<TenantSettingsSection, T> question) {
    return answer(schemas.lease(section), question);
  }

  private static <T> Optional<T> answer(
      Optional<ServiceLease<TenantSettingsSection>> found,
      Function<TenantSettingsSection, T> question) {
    return found.map(
        lease -> {
          try (lease) {
            return question.apply(lease.get());
          }
        });
  }

  /** Returns the presets of a section's settings. */
  public List<SettingPreset> templates(String section) {
    return ask(section, TenantSettingsSection::presets).orElse(List.of());
  }

  /** Returns a setting of a section; empty if it does not exist. */
  public Optional<SettingDefinition> setting(String section, String name) {
    return settings(section).orElse(List.of()).stream()
        .filter(setting -> setting.name().equals(name))
        .findFirst();
  }

  /**
   * Returns the module's objection to a value; empty if the value is acceptable.
   *
   * @throws ApiException 503 {@code module_unavailable} if its module is unavailable
   */
  public Optional<String> objection(String section, String name, Object value) {
    return answer(schemas.leaseInstalled(section), schema -> schema.findProblem(name, value))
        .flatMap(Function.identity());
  }

  /**
   * Returns the permission required to change a setting, in addition to the general one.
   *
   * @throws ApiException 503 {@code module_unavailable} if its module is unavailable
   */
  String requiredPermission(String section, String name) {
    return answer(schemas.leaseInstalled(section), schema -> schema.requiredPermission(name))
        .orElse(TenantSettingsSection.SETTINGS_WRITE);
  }

  /** Returns the same permission for display; empty if the module is unavailable. */
  public Optional<String> shownPermission(String section, String name) {
    return ask(section, schema -> schema.requiredPermission(name));
  }

  /**
   * Returns the secret that is sent to the address in this setting; empty if the setting is not
   * such an address.
   *
   * @throws ApiException 503 {@code module_unavailable} if its module is unavailable
   */
  Optional<String> secretOf(String section, String name) {
    return answer(
            schemas.leaseInstalled(section),
            schema -> Optional.ofNullable(schema.secretByUrlSetting().get(name)))
        .flatMap(Function.identity());
  }

  /** Returns the API section that shows the settings of this section; empty for the usual one. */
  public Optional<String> shownIn(String section) {
    return ask(section, TenantSettingsSection::parentSection).flatMap(Function.identity());
  }

  /** Returns the names of all sections, sorted. */
  public SortedSet<String> names() {
    return new TreeSet<>(schemas.names());
  }
}
