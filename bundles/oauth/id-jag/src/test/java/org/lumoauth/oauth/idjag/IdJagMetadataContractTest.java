package org.lumoauth.oauth.idjag;

import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.contract.MetadataContributorContract;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class IdJagMetadataContractTest extends MetadataContributorContract {

  @Override
  protected MetadataContributor contributor() {
    return new IdJagMetadata(new FakeSettingsStore());
  }

  @Override
  protected TenantContext tenant() {
    return Builders.aTenant().build();
  }
}
