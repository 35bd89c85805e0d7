package org.lumoauth.authn.registration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.osgi.service.component.annotations.Component;

/** The section {@value #SECTION} of a tenant's settings. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + RegistrationSettings.SECTION})
public final class RegistrationSettings implements TenantSettingsSection {
  static final String SECTION = "registration";
  static final String ENABLED = "enabled";

  @Override
  public String requiredPermission(String setting) {
    return "users.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        new SettingDefinition(
            ENABLED,
            SettingType.BOOLEAN,
            false,
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "Whether users can register themselves."));
  }
}
