package org.lumoauth.agents.approverwebhook;

import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class ApprovalWebhookSettingsContractTest extends SettingsSchemaContract {

  @Override
  protected SettingsSchema schema() {
    return new ApprovalWebhookSettings();
  }
}
