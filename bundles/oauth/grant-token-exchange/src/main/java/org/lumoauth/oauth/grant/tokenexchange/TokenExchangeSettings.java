/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import java.util.List;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/** Defines the tenant settings for token exchange. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=token-exchange"})
public final class TokenExchangeSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  public static final String SECTION = "token-exchange";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  /** The maximum length of the chain of actors. */
  static final TypedSetting<Integer> MAX_ACTORS =
      SCHEMA.number("maxActors", 3, 1, 10, "The maximum number of actors in a delegation chain.");

  @Override
  public String requiredPermission(String setting) {
    return "clients.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }
}
