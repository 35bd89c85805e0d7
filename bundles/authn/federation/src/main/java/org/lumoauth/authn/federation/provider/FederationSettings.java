package org.lumoauth.authn.federation.provider;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** The section {@value #SECTION} of a tenant's settings. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + FederationSettings.SECTION})
public final class FederationSettings implements SettingsSchema {

  /** Its name. */
  public static final String SECTION = "social-login";

  /** Whether anybody signs in by a provider. */
  public static final String ENABLED = "enabled";

  @Override
  public String requiredPermission(String setting) {
    return "settings.manage";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        new SettingDefinition(
            ENABLED,
            SettingType.BOOLEAN,
            true,
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "Whether people may sign in by the identity providers that are set up."));
  }

  /** Whether people of this tenant may sign in by providers at all. */
  public static boolean enabled(SettingsStore settings, TenantContext tenant) {
    return Boolean.TRUE.equals(settings.read(tenant, SECTION).get(ENABLED));
  }
}
