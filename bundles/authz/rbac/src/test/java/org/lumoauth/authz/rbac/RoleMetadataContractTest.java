package org.lumoauth.authz.rbac;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.MetadataContributorContract;

class RoleMetadataContractTest extends MetadataContributorContract {

  @Override
  protected MetadataContributor contributor() {
    return new RoleMetadata();
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }
}
