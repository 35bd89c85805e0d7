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
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsSchema.SettingDefinition;
import org.lumoauth.api.settings.SettingsSchema.SettingPreset;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The sections of the modules that are installed. */
@Component(service = SettingsSectionRegistry.class)
public final class SettingsSectionRegistry {
  private final ProviderTracker<SettingsSchema> schemas;

  @Activate
  public SettingsSectionRegistry(@Reference ProviderRegistry registry) {
    this.schemas = registry.track(SettingsSchema.class);
  }

  @Deactivate
  void close() {
    schemas.close();
  }

  /** Whether the module of a section is installed, though it could not be asked just now. */
  public boolean isInstalled(String section) {
    return schemas.isInstalled(section);
  }

  /** The modules that are away, by the section of each. */
  public Map<String, String> away() {
    return schemas.findUnavailable();
  }

  /** The settings of a section; empty if no module brings it, or it is away. */
  public Optional<List<SettingDefinition>> settings(String section) {
    return ask(section, SettingsSchema::settings);
  }

  /**
   * The settings of a section; empty only if no module that is installed brings it.
   *
   * @throws ApiException 503 {@code module_unavailable} while its module is away
   */
  public Optional<List<SettingDefinition>> declared(String section) {
    return answer(schemas.leaseInstalled(section), SettingsSchema::settings);
  }

  /** What the section's module answers; empty if there is none, or it is away. */
  <T> Optional<T> ask(String section, Function<SettingsSchema, T> question) {
    return answer(schemas.lease(section), question);
  }

  private static <T> Optional<T> answer(
      Optional<ServiceLease<SettingsSchema>> found, Function<SettingsSchema, T> question) {
    return found.map(
        lease -> {
          try (lease) {
            return question.apply(lease.get());
          }
        });
  }

  /** The names that values of a section's settings have. */
  public List<SettingPreset> templates(String section) {
    return ask(section, SettingsSchema::presets).orElse(List.of());
  }

  /** One setting of a section; empty if there is none of that name. */
  public Optional<SettingDefinition> setting(String section, String name) {
    return settings(section).orElse(List.of()).stream()
        .filter(setting -> setting.name().equals(name))
        .findFirst();
  }

  /**
   * What the section's module has against a value; empty if nothing.
   *
   * @throws ApiException 503 {@code module_unavailable} while its module is away
   */
  public Optional<String> objection(String section, String name, Object value) {
    return answer(schemas.leaseInstalled(section), schema -> schema.findProblem(name, value))
        .flatMap(Function.identity());
  }

  /**
   * The permission that a change of a setting needs, in addition to the one to change settings.
   *
   * @throws ApiException 503 {@code module_unavailable} while its module is away
   */
  String requiredPermission(String section, String name) {
    return answer(schemas.leaseInstalled(section), schema -> schema.requiredPermission(name))
        .orElse(SettingsSchema.SETTINGS_WRITE);
  }

  /** The same for display; empty while its module is away. */
  public Optional<String> shownPermission(String section, String name) {
    return ask(section, schema -> schema.requiredPermission(name));
  }

  /**
   * The secret that is used at an address; empty for a setting that is no such address.
   *
   * @throws ApiException 503 {@code module_unavailable} while its module is away
   */
  Optional<String> secretOf(String section, String name) {
    return answer(
            schemas.leaseInstalled(section),
            schema -> Optional.ofNullable(schema.secretByUrlSetting().get(name)))
        .flatMap(Function.identity());
  }

  /** The section of the API that shows the settings of this one; empty for where most are. */
  public Optional<String> shownIn(String section) {
    return ask(section, SettingsSchema::parentSection).flatMap(Function.identity());
  }

  /** The names of all sections, sorted. */
  public SortedSet<String> names() {
    return new TreeSet<>(schemas.names());
  }
}
