package org.lumoauth.authn.pages.brand;

import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class BrandingSettingsContractTest extends SettingsSchemaContract {

  @Override
  protected SettingsSchema schema() {
    return new BrandingSettings();
  }
}
