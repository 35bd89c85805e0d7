package org.lumoauth.agents.approvals;

import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.MetadataContributorContract;

class ApprovalsMetadataContractTest extends MetadataContributorContract {

  @Override
  protected MetadataContributor contributor() {
    return new ApprovalsMetadata();
  }

  @Override
  protected TenantContext tenant() {
    return Office.ACME;
  }
}
