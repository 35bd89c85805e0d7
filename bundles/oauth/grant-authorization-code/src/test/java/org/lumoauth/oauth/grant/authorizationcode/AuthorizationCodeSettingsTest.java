/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class AuthorizationCodeSettingsTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new AuthorizationCodeSettings();
  }
}
