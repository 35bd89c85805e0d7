package org.lumoauth.agents.vault;

import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.MetadataContributorContract;

class VaultMetadataTest extends MetadataContributorContract {

  @Override
  protected MetadataContributor contributor() {
    return new VaultMetadata();
  }

  @Override
  protected TenantContext tenant() {
    return Room.ACME;
  }
}
