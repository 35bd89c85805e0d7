package org.lumoauth.oauth.idjag;

import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class IdJagSettingsContractTest extends SettingsSchemaContract {

  @Override
  protected SettingsSchema schema() {
    return new IdJagSettings();
  }
}
