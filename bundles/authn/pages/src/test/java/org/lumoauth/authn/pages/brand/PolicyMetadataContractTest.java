package org.lumoauth.authn.pages.brand;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.MetadataContributorContract;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class PolicyMetadataContractTest extends MetadataContributorContract {

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
  protected MetadataContributor contributor() {
    return new PolicyMetadata(settings);
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }
}
