package org.lumoauth.oauth.grant.devicecode.code;

import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.devicecode.World;
import org.lumoauth.testkit.contract.oauth.GrantHandlerContract;

class DeviceCodeGrantHandlerContractTest extends GrantHandlerContract {

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
    world.signIn();
    var begun = world.begun();
    world.answer(begun.get("user_code"), "allow");
    return World.polling((String) begun.get("device_code")).build();
  }

  @Override
  protected AuthenticatedTokenRequest refused() {
    return World.polling("made-up").build();
  }

  @Override
  protected String refusal() {
    return "invalid_grant";
  }
}
