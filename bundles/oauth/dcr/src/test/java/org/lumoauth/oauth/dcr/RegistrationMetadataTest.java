package org.lumoauth.oauth.dcr;

import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.MetadataContributorContract;

class RegistrationMetadataTest extends MetadataContributorContract {

  @Override
  protected MetadataContributor contributor() {
    return new RegistrationMetadata();
  }

  @Override
  protected TenantContext tenant() {
    return Room.ACME;
  }
}
