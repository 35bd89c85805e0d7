package org.lumoauth.authn.federation;

import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.MetadataContributorContract;

class FederationMetadataContractTest extends MetadataContributorContract {

  @Override
  protected MetadataContributor contributor() {
    return new FederationMetadata();
  }

  @Override
  protected TenantContext tenant() {
    return Room.ACME;
  }
}
