package org.lumoauth.agents.approverwebhook;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class ApprovalWebhookSettingsContractTest extends SettingsSchemaContract {

  @Override
  protected TenantSettingsSection schema() {
    return new ApprovalWebhookSettings();
  }
}
