package org.lumoauth.authn.flow;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The section {@value #SECTION} of a tenant's settings. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + LoginFlowSettings.SECTION})
public final class LoginFlowSettings implements TenantSettingsSection {
  public static final String SECTION = "sign-in";
  public static final String METHODS = "methods";
  static final String REMEMBER = "rememberMe";
  public static final String USERNAME = "username";
  public static final String TRUSTED_ORIGINS = "trustedOrigins";

  private static final long MAX_METHODS = 20;
  private static final long MAX_ORIGINS = 20;

  private final ProviderTracker<AuthenticationMethod> methods;

  @Activate
  public LoginFlowSettings(@Reference ProviderRegistry registry) {
    this.methods = registry.track(AuthenticationMethod.class);
  }

  @Deactivate
  void close() {
    methods.close();
  }

  @Override
  public String requiredPermission(String setting) {
    return switch (setting) {
      case METHODS -> "settings.manage";
      case TRUSTED_ORIGINS -> "clients.write";
      default -> SETTINGS_WRITE;
    };
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        new SettingDefinition(
            METHODS,
            SettingType.STRINGS,
            List.of(),
            false,
            Set.of(),
            Optional.empty(),
            Optional.of(MAX_METHODS),
            "Names of the enabled authentication methods, the preferred first. If "
                + "empty, the"
                + " methods of the distribution are enabled; a method installed later must "
                + "be named."),
        new SettingDefinition(
            REMEMBER,
            SettingType.BOOLEAN,
            true,
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "Whether users can stay signed in after closing the browser."),
        new SettingDefinition(
            USERNAME,
            SettingType.BOOLEAN,
            true,
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "Whether users can sign in by username in addition to their e-mail address."),
        new SettingDefinition(
            TRUSTED_ORIGINS,
            SettingType.STRINGS,
            List.of(),
            false,
            Set.of(),
            Optional.empty(),
            Optional.of(MAX_ORIGINS),
            "Origins, in addition to this server's own, with pages that may sign users "
                + "in by JSON."));
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    return switch (setting) {
      case TRUSTED_ORIGINS ->
          texts(value).stream()
              .filter(text -> !WebOrigins.isOrigin(text))
              .findFirst()
              .map(
                  text ->
                      "Each item must be an origin such as https://app.example.com. "
                          + text
                          + " is not an origin.");
      case METHODS -> unknown(texts(value));
      default -> Optional.empty();
    };
  }

  /** Rejects a list of unknown methods, which would lock out all users including its author. */
  private Optional<String> unknown(List<String> names) {
    return names.stream()
        .filter(name -> !methods.isInstalled(name))
        .findFirst()
        .map(
            name ->
                "The method "
                    + name
                    + " does not exist. Available methods: "
                    + String.join(", ", known())
                    + ".");
  }

  private Set<String> known() {
    Set<String> known = new TreeSet<>(methods.findUnavailable().keySet());
    known.addAll(methods.names());
    return known;
  }

  /** Returns whether users of this tenant can sign in by username. */
  static boolean username(SettingsStore settings, TenantContext tenant) {
    return Boolean.TRUE.equals(settings.read(tenant, SECTION).get(USERNAME));
  }

  /** Returns the strings of a list. */
  public static List<String> texts(Object value) {
    return value instanceof Collection<?> items
        ? items.stream().map(String::valueOf).toList()
        : List.of();
  }
}
