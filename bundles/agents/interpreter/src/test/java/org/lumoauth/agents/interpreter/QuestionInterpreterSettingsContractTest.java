package org.lumoauth.agents.interpreter;

import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class QuestionInterpreterSettingsContractTest extends SettingsSchemaContract {

  @Override
  protected SettingsSchema schema() {
    return new QuestionInterpreterSettings();
  }
}
