package org.lumoauth.oauth.dpop;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.osgi.service.component.annotations.Component;

/** Defines the tenant settings for DPoP. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + DpopSettings.SECTION})
public final class DpopSettings implements TenantSettingsSection {

  static final String SECTION = "security";
  static final String REQUIRE_NONCE = "dpopRequireNonce";

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        new SettingDefinition(
            REQUIRE_NONCE,
            SettingType.BOOLEAN,
            false,
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "Whether DPoP proofs must contain a nonce of this server."));
  }
}
