package org.lumoauth.agents.delegation;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.MetadataContributorContract;

class DelegationMetadataContractTest extends MetadataContributorContract {

  @Override
  protected MetadataContributor contributor() {
    return new DelegationMetadata();
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }
}
