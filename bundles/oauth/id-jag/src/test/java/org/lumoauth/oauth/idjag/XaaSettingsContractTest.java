package org.lumoauth.oauth.idjag;

import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class XaaSettingsContractTest extends SettingsSchemaContract {

  @Override
  protected SettingsSchema schema() {
    return new XaaSettings();
  }
}
