/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class QuestionInterpreterSettingsContractTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new QuestionInterpreterSettings();
  }
}
