package org.lumoauth.authn.flow;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsSchema;
import org.osgi.service.component.annotations.Component;

/** The section {@value #SECTION} of a tenant's settings. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + FlowSettings.SECTION})
public final class FlowSettings implements SettingsSchema {
  static final String SECTION = "sign-in";
  static final String METHODS = "methods";
  static final String REMEMBER = "rememberMe";

  private static final long MAX_METHODS = 20;

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
            "Whether people may stay signed in when they close the browser."));
  }
}
