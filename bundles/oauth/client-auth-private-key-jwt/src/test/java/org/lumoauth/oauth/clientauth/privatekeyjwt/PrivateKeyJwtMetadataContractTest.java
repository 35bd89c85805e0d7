package org.lumoauth.oauth.clientauth.privatekeyjwt;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.MetadataContributorContract;

class PrivateKeyJwtMetadataContractTest extends MetadataContributorContract {

  @Override
  protected MetadataContributor contributor() {
    return new PrivateKeyJwtMetadata();
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }
}
