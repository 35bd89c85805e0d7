/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.idjag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class IdJagSettingsContractTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new IdJagSettings();
  }

  @Test
  void rejectsAudiencesThatAreNotIssuerUrls() {
    for (String text :
        List.of(
            "",
            "not uri",
            "as.example.com",
            "https://",
            "https://a.example/?b",
            "urn:a:b",
            "http://a.example")) {
      assertTrue(schema().findProblem("audiences", List.of(text)).isPresent(), text);
      assertTrue(
          schema().findProblem("audienceClients", List.of(text + " cli_1")).isPresent(), text);
    }
    assertEquals(
        Optional.empty(),
        schema().findProblem("audiences", List.of("https://a.example", "http://localhost:1/t/a")));
    assertEquals(
        Optional.empty(),
        schema().findProblem("audienceClients", List.of("https://a.example cli_1")));
  }
}
