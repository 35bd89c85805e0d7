package org.lumoauth.authn.magiclink;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class MagicLinkSettingsTest extends SettingsSchemaContract {
  @Override
  protected TenantSettingsSection schema() {
    return new MagicLinkSettings();
  }
}
