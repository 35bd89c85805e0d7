package org.lumoauth.oauth.jar;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.MetadataContributorContract;

class RequestObjectMetadataContractTest extends MetadataContributorContract {

  private final OneTenantsKeys keys = new OneTenantsKeys();

  @Override
  protected MetadataContributor contributor() {
    return new RequestObjectMetadata(keys);
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }
}
