/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode;

import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.request.AuthorizationDetailsParser;
import org.lumoauth.oauth.grant.authorizationcode.response.ResponseModeRegistry;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;

class AuthorizationMetadataContributorTest extends ServerMetadataContributorContract {

  private final AuthorizationCodeFixture world = new AuthorizationCodeFixture();

  @Override
  protected ServerMetadataContributor contributor() {
    return new AuthorizationMetadataContributor(
        new ResponseModeRegistry(world.registry),
        new AuthorizationDetailsParser(world.registry),
        world.signIn,
        world.pages,
        world.settings);
  }

  @Override
  protected TenantContext tenant() {
    return AuthorizationCodeFixture.ACME;
  }
}
