package org.lumoauth.oauth.par;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.MetadataContributorContract;

class PushedMetadataContractTest extends MetadataContributorContract {

  @Override
  protected MetadataContributor contributor() {
    return new PushedMetadata();
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }
}
