package org.lumoauth.oauth.grant.refreshtoken;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.MetadataContributorContract;

class RefreshTokenMetadataContractTest extends MetadataContributorContract {

  @Override
  protected MetadataContributor contributor() {
    return new RefreshTokenMetadata();
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }
}
