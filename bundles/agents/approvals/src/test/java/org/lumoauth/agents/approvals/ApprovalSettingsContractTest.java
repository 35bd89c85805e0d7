package org.lumoauth.agents.approvals;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class ApprovalSettingsContractTest extends SettingsSchemaContract {

  @Override
  protected TenantSettingsSection schema() {
    return new ApprovalSettings();
  }
}
