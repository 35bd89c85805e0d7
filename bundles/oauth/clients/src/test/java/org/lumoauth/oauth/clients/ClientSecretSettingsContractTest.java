/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class ClientSecretSettingsContractTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new ClientSecretSettings();
  }

  @Test
  void rejectsDisablingClientSecretEncryption() {
    assertTrue(schema().findProblem("encryptClientSecrets", false).isPresent());
    assertEquals(Optional.empty(), schema().findProblem("encryptClientSecrets", true));
  }
}
