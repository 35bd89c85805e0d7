package org.lumoauth.agents.delegation;

import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class DelegationSettingsContractTest extends SettingsSchemaContract {

  @Override
  protected SettingsSchema schema() {
    return new DelegationSettings();
  }
}
