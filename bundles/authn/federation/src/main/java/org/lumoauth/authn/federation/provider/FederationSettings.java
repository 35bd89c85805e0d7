package org.lumoauth.authn.federation.provider;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** The section {@value #SECTION} of a tenant's settings. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + FederationSettings.SECTION})
public final class FederationSettings implements TenantSettingsSection {

  /** The name of the section. */
  public static final String SECTION = "social-login";

  /** Whether users may sign in through providers. */
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
            "Whether users can sign in through the configured identity providers."));
  }

  /** Returns whether users of this tenant may sign in through providers. */
  public static boolean enabled(SettingsStore settings, TenantContext tenant) {
    return Boolean.TRUE.equals(settings.read(tenant, SECTION).get(ENABLED));
  }
}
