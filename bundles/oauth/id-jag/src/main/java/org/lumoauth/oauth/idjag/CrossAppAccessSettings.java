/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.idjag;

import java.util.List;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/** Defines whether a tenant supports cross-app access, as issuer or as recipient of grants. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=xaa"})
public final class CrossAppAccessSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  static final String SECTION = "xaa";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  /** Whether grants for other servers are issued. */
  static final TypedSetting<Boolean> ISSUING_ENABLED =
      SCHEMA.flag(
          "idpEnabled",
          true,
          "Whether clients can get grants for the servers listed in id-jag.audiences.");

  /** Whether grants of trusted issuers are accepted. */
  static final TypedSetting<Boolean> ACCEPTING_ENABLED =
      SCHEMA.flag("resourceEnabled", true, "Whether grants of trusted issuers are accepted.");

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }
}
