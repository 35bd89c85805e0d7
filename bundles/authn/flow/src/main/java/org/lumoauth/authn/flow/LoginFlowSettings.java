/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The section {@value #SECTION} of a tenant's settings. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + LoginFlowSettings.SECTION})
public final class LoginFlowSettings implements TenantSettingsSection {
  public static final String SECTION = "sign-in";

  private static final long MAX_ITEMS = 20;
  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  public static final TypedSetting<List<String>> METHODS =
      texts(
          "methods",
          "Names of the enabled authentication methods, the preferred first. If "
              + "empty, the"
              + " methods of the distribution are enabled; a method installed later must "
              + "be named.");

  static final TypedSetting<Boolean> REMEMBER =
      SCHEMA.flag(
          "rememberMe", true, "Whether users can stay signed in after closing the browser.");

  public static final TypedSetting<Boolean> USERNAME =
      SCHEMA.flag(
          "username",
          true,
          "Whether users can sign in by username in addition to their e-mail address.");

  public static final TypedSetting<List<String>> TRUSTED_ORIGINS =
      texts(
          "trustedOrigins",
          "Origins, in addition to this server's own, with pages that may sign users "
              + "in by JSON.");

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
    if (setting.equals(METHODS.name())) {
      return "settings.manage";
    }
    return setting.equals(TRUSTED_ORIGINS.name()) ? "clients.write" : SETTINGS_WRITE;
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    if (setting.equals(METHODS.name())) {
      return unknown(texts(value));
    }
    return setting.equals(TRUSTED_ORIGINS.name())
        ? texts(value).stream()
            .filter(text -> !WebOriginParser.isOrigin(text))
            .findFirst()
            .map(
                text ->
                    "Each item must be an origin such as https://app.example.com. "
                        + text
                        + " is not an origin.")
        : Optional.empty();
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

  private static TypedSetting<List<String>> texts(String name, String description) {
    return SCHEMA.declare(
        new SettingDefinition(
            name,
            SettingType.STRINGS,
            List.of(),
            false,
            Set.of(),
            Optional.empty(),
            Optional.of(MAX_ITEMS),
            description),
        LoginFlowSettings::texts);
  }

  private static List<String> texts(Object value) {
    return value instanceof Collection<?> items
        ? items.stream().map(String::valueOf).toList()
        : List.of();
  }
}
