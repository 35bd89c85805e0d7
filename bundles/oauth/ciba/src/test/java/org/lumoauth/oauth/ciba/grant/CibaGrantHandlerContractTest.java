/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.grant;

import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.CibaBundleFixture;
import org.lumoauth.testkit.contract.oauth.GrantHandlerContract;

class CibaGrantHandlerContractTest extends GrantHandlerContract {

  private final CibaBundleFixture world = new CibaBundleFixture();

  @Override
  protected GrantHandler handler() {
    return world.grant;
  }

  @Override
  protected TenantContext tenant() {
    return CibaBundleFixture.ACME;
  }

  @Override
  protected AuthenticatedTokenRequest granted() {
    world.signIn();
    String authReqId = world.asked();
    world.answer("allow");
    return world.polling(authReqId).build();
  }

  @Override
  protected AuthenticatedTokenRequest refused() {
    return world.polling("made-up").build();
  }

  @Override
  protected String refusal() {
    return "invalid_grant";
  }
}
