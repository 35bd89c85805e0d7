package org.lumoauth.platform.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsSchema.Setting;
import org.lumoauth.api.settings.SettingsSchema.Template;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The sections of the modules that are installed. */
@Component(service = Sections.class)
public final class Sections {
  private final Providers<SettingsSchema> schemas;

  @Activate
  public Sections(@Reference ProviderRegistry registry) {
    this.schemas = registry.follow(SettingsSchema.class);
  }

  @Deactivate
  void close() {
    schemas.close();
  }

  /** Whether the module of a section is installed, though it could not be asked just now. */
  public boolean isInstalled(String section) {
    return schemas.installed(section);
  }

  /** The modules that are away, by the section of each. */
  public Map<String, String> away() {
    return schemas.away();
  }

  /** The settings of a section; empty if no module brings it, or it is away. */
  public Optional<List<Setting>> settings(String section) {
    return ask(section, SettingsSchema::settings);
  }

  /**
   * The settings of a section; empty only if no module that is installed brings it.
   *
   * @throws Problem 503 {@code module_unavailable} while its module is away
   */
  public Optional<List<Setting>> declared(String section) {
    return answer(schemas.acquireInstalled(section), SettingsSchema::settings);
  }

  /** What the section's module answers; empty if there is none, or it is away. */
  <T> Optional<T> ask(String section, Function<SettingsSchema, T> question) {
    return answer(schemas.acquire(section), question);
  }

  private static <T> Optional<T> answer(
      Optional<Lease<SettingsSchema>> found, Function<SettingsSchema, T> question) {
    return found.map(
        lease -> {
          try (lease) {
            return question.apply(lease.get());
          }
        });
  }

  /** The names that values of a section's settings have. */
  public List<Template> templates(String section) {
    return ask(section, SettingsSchema::templates).orElse(List.of());
  }

  /** One setting of a section; empty if there is none of that name. */
  public Optional<Setting> setting(String section, String name) {
    return settings(section).orElse(List.of()).stream()
        .filter(setting -> setting.name().equals(name))
        .findFirst();
  }

  /**
   * What the section's module has against a value; empty if nothing.
   *
   * @throws Problem 503 {@code module_unavailable} while its module is away
   */
  public Optional<String> objection(String section, String name, Object value) {
    return answer(schemas.acquireInstalled(section), schema -> schema.objection(name, value))
        .flatMap(Function.identity());
  }

  /**
   * The permission that a change of a setting needs, in addition to the one to change settings.
   *
   * @throws Problem 503 {@code module_unavailable} while its module is away
   */
  String requiredPermission(String section, String name) {
    return answer(schemas.acquireInstalled(section), schema -> schema.requiredPermission(name))
        .orElse(SettingsSchema.SETTINGS_WRITE);
  }

  /** The same for display; empty while its module is away. */
  public Optional<String> shownPermission(String section, String name) {
    return ask(section, schema -> schema.requiredPermission(name));
  }

  /**
   * The secret that is used at an address; empty for a setting that is no such address.
   *
   * @throws Problem 503 {@code module_unavailable} while its module is away
   */
  Optional<String> secretOf(String section, String name) {
    return answer(
            schemas.acquireInstalled(section),
            schema -> Optional.ofNullable(schema.secretsOfAddresses().get(name)))
        .flatMap(Function.identity());
  }

  /** The section of the API that shows the settings of this one; empty for where most are. */
  public Optional<String> shownIn(String section) {
    return ask(section, SettingsSchema::shownIn).flatMap(Function.identity());
  }

  /** The names of all sections, sorted. */
  public SortedSet<String> names() {
    return new TreeSet<>(schemas.names());
  }
}
