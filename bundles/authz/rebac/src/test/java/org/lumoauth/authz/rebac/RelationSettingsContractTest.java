/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class RelationSettingsContractTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new RelationSettings(RebacTestConfig.standard());
  }
}
