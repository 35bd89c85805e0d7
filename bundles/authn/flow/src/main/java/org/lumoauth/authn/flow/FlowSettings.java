package org.lumoauth.authn.flow;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** The section {@value #SECTION} of a tenant's settings. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + FlowSettings.SECTION})
public final class FlowSettings implements SettingsSchema {
  static final String SECTION = "sign-in";
  static final String METHODS = "methods";
  static final String REMEMBER = "rememberMe";
  static final String USERNAME = "username";
  static final String TRUSTED_ORIGINS = "trustedOrigins";

  private static final long MAX_METHODS = 20;
  private static final long MAX_ORIGINS = 20;

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting(
            METHODS,
            Type.STRINGS,
            List.of(),
            false,
            Set.of(),
            Optional.empty(),
            Optional.of(MAX_METHODS),
            "Names of the methods to sign in by, the preferred first; empty for all there are."),
        new Setting(
            REMEMBER,
            Type.BOOLEAN,
            true,
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "Whether people may stay signed in when they close the browser."),
        new Setting(
            USERNAME,
            Type.BOOLEAN,
            true,
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "Whether people may sign in by their username as well as by their e-mail address."),
        new Setting(
            TRUSTED_ORIGINS,
            Type.STRINGS,
            List.of(),
            false,
            Set.of(),
            Optional.empty(),
            Optional.of(MAX_ORIGINS),
            "Origins beside this server's own whose pages may sign people in by JSON."));
  }

  @Override
  public Optional<String> objection(String setting, Object value) {
    return setting.equals(TRUSTED_ORIGINS)
        ? texts(value).stream()
            .filter(text -> !Origins.is(text))
            .findFirst()
            .map(text -> "Each is an origin, as https://app.example.com; " + text + " is none.")
        : Optional.empty();
  }

  /** Whether people of this tenant may sign in by their username. */
  static boolean username(SettingsStore settings, TenantContext tenant) {
    return Boolean.TRUE.equals(settings.read(tenant, SECTION).get(USERNAME));
  }

  /** The texts of a list. */
  static List<String> texts(Object value) {
    return value instanceof Collection<?> items
        ? items.stream().map(String::valueOf).toList()
        : List.of();
  }
}
