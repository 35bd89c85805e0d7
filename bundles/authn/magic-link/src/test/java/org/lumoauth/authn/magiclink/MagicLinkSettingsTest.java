/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class MagicLinkSettingsTest extends TenantSettingsSectionContract {
  @Override
  protected TenantSettingsSection schema() {
    return new MagicLinkSettings();
  }
}
