/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.jwtbearer;

import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.GrantHandlerContract;

class JwtBearerGrantHandlerContractTest extends GrantHandlerContract {

  private final JwtBearerGrantFixture world = new JwtBearerGrantFixture();

  @Override
  protected GrantHandler handler() {
    return world.grant;
  }

  @Override
  protected TenantContext tenant() {
    return JwtBearerGrantFixture.ACME;
  }

  @Override
  protected AuthenticatedTokenRequest granted() {
    return JwtBearerGrantFixture.asking(world.assertion()).build();
  }

  @Override
  protected AuthenticatedTokenRequest refused() {
    return JwtBearerGrantFixture.asking("made-up").build();
  }

  @Override
  protected String refusal() {
    return "invalid_grant";
  }
}
