/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class RegistrationSettingsTest extends TenantSettingsSectionContract {
  @Override
  protected TenantSettingsSection schema() {
    return new RegistrationSettings();
  }
}
