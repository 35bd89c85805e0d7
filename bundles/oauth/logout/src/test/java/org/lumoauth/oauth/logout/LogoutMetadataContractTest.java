package org.lumoauth.oauth.logout;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.MetadataContributorContract;

class LogoutMetadataContractTest extends MetadataContributorContract {

  @Override
  protected MetadataContributor contributor() {
    return new LogoutMetadata();
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }
}
