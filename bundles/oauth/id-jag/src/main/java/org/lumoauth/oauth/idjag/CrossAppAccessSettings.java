package org.lumoauth.oauth.idjag;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Defines whether a tenant supports cross-app access, as issuer or as recipient of grants. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=xaa"})
public final class CrossAppAccessSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  static final String SECTION = "xaa";

  private static final String IDP = "idpEnabled";
  private static final String RESOURCE = "resourceEnabled";

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        flag(IDP, "Whether clients can get grants for the servers listed in id-jag.audiences."),
        flag(RESOURCE, "Whether grants of trusted issuers are accepted."));
  }

  /** Returns whether grants for other servers are issued. */
  static boolean isIssuingEnabled(SettingsStore settings, TenantContext tenant) {
    return !Boolean.FALSE.equals(settings.read(tenant, SECTION).get(IDP));
  }

  /** Returns whether grants of trusted issuers are accepted. */
  static boolean isAcceptingEnabled(SettingsStore settings, TenantContext tenant) {
    return !Boolean.FALSE.equals(settings.read(tenant, SECTION).get(RESOURCE));
  }

  private static SettingDefinition flag(String name, String description) {
    return new SettingDefinition(
        name,
        SettingType.BOOLEAN,
        true,
        false,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        description);
  }
}
