/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dpop;

import java.util.List;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/** Defines the tenant settings for DPoP. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + DpopSettings.SECTION})
public final class DpopSettings implements TenantSettingsSection {

  static final String SECTION = "security";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  static final TypedSetting<Boolean> NONCE_REQUIRED =
      SCHEMA.flag(
          "dpopRequireNonce", false, "Whether DPoP proofs must contain a nonce of this server.");

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }
}
