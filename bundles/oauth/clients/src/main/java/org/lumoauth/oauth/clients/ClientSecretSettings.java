/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.osgi.service.component.annotations.Component;

/**
 * The tenant setting for client secrets. They are always stored as keyed hashes, which cannot be
 * read back, so the setting is read-only.
 */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=authentication"})
public final class ClientSecretSettings implements TenantSettingsSection {

  private static final List<SettingDefinition> SETTINGS =
      List.of(
          new SettingsSchema("authentication")
              .flag(
                  "encryptClientSecrets",
                  true,
                  "Whether clients' secrets are unreadable where they are kept; they always are.")
              .definition());

  @Override
  public List<SettingDefinition> settings() {
    return SETTINGS;
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    return Boolean.FALSE.equals(value)
        ? Optional.of(
            "Client secrets are never stored in a readable form, so this setting "
                + "cannot be false.")
        : Optional.empty();
  }
}
