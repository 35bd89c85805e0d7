package org.lumoauth.oauth.idjag;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Whether a tenant takes part in access across applications, at either end. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=xaa"})
public final class CrossAppAccessSettings implements SettingsSchema {

  /** The section's name. */
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
        flag(IDP, "Whether clients can get grants for the servers that id-jag.audiences names."),
        flag(RESOURCE, "Whether grants of trusted issuers are taken."));
  }

  /** Whether grants are made for other servers. */
  static boolean isIssuingEnabled(SettingsStore settings, TenantContext tenant) {
    return !Boolean.FALSE.equals(settings.read(tenant, SECTION).get(IDP));
  }

  /** Whether grants of others are taken. */
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
