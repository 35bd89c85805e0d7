package org.lumoauth.oauth.grant.authorizationcode;

import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.request.RequestedDetails;
import org.lumoauth.oauth.grant.authorizationcode.response.ResponseModes;
import org.lumoauth.testkit.contract.MetadataContributorContract;

class AuthorizationMetadataTest extends MetadataContributorContract {

  private final World world = new World();

  @Override
  protected MetadataContributor contributor() {
    return new AuthorizationMetadata(
        new ResponseModes(world.registry),
        new RequestedDetails(world.registry),
        world.signIn,
        world.pages,
        world.settings);
  }

  @Override
  protected TenantContext tenant() {
    return World.ACME;
  }
}
