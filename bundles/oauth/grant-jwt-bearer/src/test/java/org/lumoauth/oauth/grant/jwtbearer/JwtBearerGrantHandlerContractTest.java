package org.lumoauth.oauth.grant.jwtbearer;

import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.GrantHandlerContract;

class JwtBearerGrantHandlerContractTest extends GrantHandlerContract {

  private final World world = new World();

  @Override
  protected GrantHandler handler() {
    return world.grant;
  }

  @Override
  protected TenantContext tenant() {
    return World.ACME;
  }

  @Override
  protected AuthenticatedTokenRequest granted() {
    return World.asking(world.assertion()).build();
  }

  @Override
  protected AuthenticatedTokenRequest refused() {
    return World.asking("made-up").build();
  }

  @Override
  protected String refusal() {
    return "invalid_grant";
  }
}
