package org.lumoauth.platform.settings.section;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.osgi.service.component.annotations.Component;

/** The section {@code security}. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=security"})
public final class SecuritySettings implements TenantSettingsSection {

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        new SettingDefinition(
            "dpopRequireNonce",
            SettingType.BOOLEAN,
            false,
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "Whether DPoP proofs require a nonce issued by this server (RFC 9449 "
                + "section 8)."));
  }
}
