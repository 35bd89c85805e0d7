package org.lumoauth.authn.magiclink;

import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class MagicLinkSettingsTest extends SettingsSchemaContract {
  @Override
  protected SettingsSchema schema() {
    return new MagicLinkSettings();
  }
}
