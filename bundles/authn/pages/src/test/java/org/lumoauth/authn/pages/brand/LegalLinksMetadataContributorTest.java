/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class LegalLinksMetadataContributorTest {
  private static final TenantContext ACME = aTenant().build();

  private final FakeSettingsStore settings =
      new FakeSettingsStore().with(BrandingSettings.SECTION, new BrandingSettings());

  @Test
  void publishesConfiguredLegalLinks() {
    settings.change(
        ACME, BrandingSettings.SECTION, Map.of("privacyUrl", "https://acme.example/privacy"));

    assertEquals(Map.of("op_policy_uri", "https://acme.example/privacy"), metadata());
  }

  @Test
  void publishesNothingWithoutLegalLinks() {
    assertEquals(Map.of(), metadata());
  }

  private Map<String, Object> metadata() {
    var metadata = new HashMap<String, Object>();
    new LegalLinksMetadataContributor(settings).contribute(ACME, metadata);
    return metadata;
  }
}
