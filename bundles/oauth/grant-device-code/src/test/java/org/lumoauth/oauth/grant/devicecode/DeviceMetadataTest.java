package org.lumoauth.oauth.grant.devicecode;

import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.MetadataContributorContract;

class DeviceMetadataTest extends MetadataContributorContract {

  @Override
  protected MetadataContributor contributor() {
    return new DeviceMetadata();
  }

  @Override
  protected TenantContext tenant() {
    return World.ACME;
  }
}
