package org.lumoauth.oauth.txntokens;

import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class TxnTokenSettingsContractTest extends SettingsSchemaContract {

  @Override
  protected SettingsSchema schema() {
    return new TxnTokenSettings();
  }
}
