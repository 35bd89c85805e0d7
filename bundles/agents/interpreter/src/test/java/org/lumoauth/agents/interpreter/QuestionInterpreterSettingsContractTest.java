package org.lumoauth.agents.interpreter;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class QuestionInterpreterSettingsContractTest extends SettingsSchemaContract {

  @Override
  protected TenantSettingsSection schema() {
    return new QuestionInterpreterSettings();
  }
}
