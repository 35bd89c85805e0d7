package org.lumoauth.agents.vault;

import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;

class VaultMetadataContributorTest extends ServerMetadataContributorContract {

  @Override
  protected ServerMetadataContributor contributor() {
    return new VaultMetadataContributor();
  }

  @Override
  protected TenantContext tenant() {
    return VaultBundleFixture.ACME;
  }
}
