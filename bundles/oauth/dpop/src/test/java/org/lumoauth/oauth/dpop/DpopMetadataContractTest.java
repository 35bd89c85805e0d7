package org.lumoauth.oauth.dpop;

import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.MetadataContributorContract;

class DpopMetadataContractTest extends MetadataContributorContract {

  @Override
  protected MetadataContributor contributor() {
    return new DpopMetadata();
  }

  @Override
  protected TenantContext tenant() {
    return World.ACME;
  }
}
