/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.password;

import java.lang.annotation.Annotation;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class PasswordSettingsContractTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new PasswordSettings(new Config(15));
  }

  private record Config(int passwordMinLength) implements DirectoryConfig {
    @Override
    public Class<? extends Annotation> annotationType() {
      return DirectoryConfig.class;
    }
  }
}
