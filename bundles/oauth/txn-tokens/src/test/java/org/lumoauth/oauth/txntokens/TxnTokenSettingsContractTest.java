/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.txntokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class TxnTokenSettingsContractTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new TxnTokenSettings();
  }

  @Test
  void rejectsTrustDomainWithSpaces() {
    for (String text : List.of("   ", "a b", " a")) {
      assertTrue(
          schema()
              .findProblem("trustDomain", text)
              .orElseThrow()
              .startsWith("`trustDomain` must be"),
          text);
    }
    assertEquals(Optional.empty(), schema().findProblem("trustDomain", "txn.example.com"));
    assertEquals(Optional.empty(), schema().findProblem("trustDomain", ""));
  }
}
