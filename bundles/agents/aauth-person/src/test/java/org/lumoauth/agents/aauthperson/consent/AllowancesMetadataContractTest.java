package org.lumoauth.agents.aauthperson.consent;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.MetadataContributorContract;

class AllowancesMetadataContractTest extends MetadataContributorContract {

  @Override
  protected MetadataContributor contributor() {
    return new AllowancesMetadata();
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }
}
