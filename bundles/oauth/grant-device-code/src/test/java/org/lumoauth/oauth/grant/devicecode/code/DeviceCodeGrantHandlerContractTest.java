/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode.code;

import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.devicecode.DeviceCodeFixture;
import org.lumoauth.testkit.contract.oauth.GrantHandlerContract;

class DeviceCodeGrantHandlerContractTest extends GrantHandlerContract {

  private final DeviceCodeFixture world = new DeviceCodeFixture();

  @Override
  protected GrantHandler handler() {
    return world.grant;
  }

  @Override
  protected TenantContext tenant() {
    return DeviceCodeFixture.ACME;
  }

  @Override
  protected AuthenticatedTokenRequest granted() {
    world.signIn();
    var begun = world.begun();
    world.answer(begun.get("user_code"), "allow");
    return DeviceCodeFixture.polling((String) begun.get("device_code")).build();
  }

  @Override
  protected AuthenticatedTokenRequest refused() {
    return DeviceCodeFixture.polling("made-up").build();
  }

  @Override
  protected String refusal() {
    return "invalid_grant";
  }
}
