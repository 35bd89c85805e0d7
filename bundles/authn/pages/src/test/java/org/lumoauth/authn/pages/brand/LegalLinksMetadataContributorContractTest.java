/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class LegalLinksMetadataContributorContractTest extends ServerMetadataContributorContract {

  private static final TenantContext ACME = aTenant().build();

  private final FakeSettingsStore settings =
      new FakeSettingsStore().with(BrandingSettings.SECTION, new BrandingSettings());

  @BeforeEach
  void havePages() {
    settings.change(
        ACME,
        BrandingSettings.SECTION,
        Map.of(
            "privacyUrl", "https://acme.example/privacy",
            "termsUrl", "https://acme.example/terms"));
  }

  @Override
  protected ServerMetadataContributor contributor() {
    return new LegalLinksMetadataContributor(settings);
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }
}
