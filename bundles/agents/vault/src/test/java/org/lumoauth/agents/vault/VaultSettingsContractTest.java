package org.lumoauth.agents.vault;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.SettingsSchemaContract;

class VaultSettingsContractTest extends SettingsSchemaContract {

  @Override
  protected TenantSettingsSection schema() {
    return new VaultSettings();
  }
}
