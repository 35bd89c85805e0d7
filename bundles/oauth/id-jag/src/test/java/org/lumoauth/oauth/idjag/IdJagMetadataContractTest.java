package org.lumoauth.oauth.idjag;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.MetadataContributorContract;

class IdJagMetadataContractTest extends MetadataContributorContract {

  @Override
  protected MetadataContributor contributor() {
    return new IdJagMetadata();
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }
}
