package org.lumoauth.oauth.idjag;

import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class CrossAppAccessSettingsContractTest extends SettingsSchemaContract {

  @Override
  protected SettingsSchema schema() {
    return new CrossAppAccessSettings();
  }
}
