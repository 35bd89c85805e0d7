/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.section;

import java.util.List;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/** The section {@code security}. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=security"})
public final class SecuritySettingsSection implements TenantSettingsSection {

  private static final SettingsSchema SCHEMA = new SettingsSchema("security");

  static final TypedSetting<Boolean> DPOP_REQUIRES_NONCE =
      SCHEMA.flag(
          "dpopRequireNonce",
          false,
          "Whether DPoP proofs require a nonce issued by this server (RFC 9449 section 8).");

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }
}
