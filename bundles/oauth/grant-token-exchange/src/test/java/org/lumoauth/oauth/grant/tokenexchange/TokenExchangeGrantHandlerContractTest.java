/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.GrantHandlerContract;

class TokenExchangeGrantHandlerContractTest extends GrantHandlerContract {

  private final TokenExchangeFixture world = new TokenExchangeFixture();

  @Override
  protected GrantHandler handler() {
    return world.grant;
  }

  @Override
  protected TenantContext tenant() {
    return TokenExchangeFixture.ACME;
  }

  @Override
  protected AuthenticatedTokenRequest granted() {
    return TokenExchangeFixture.exchanging(world.token()).build();
  }

  @Override
  protected AuthenticatedTokenRequest refused() {
    return TokenExchangeFixture.exchanging("made-up").build();
  }

  @Override
  protected String refusal() {
    return "invalid_request";
  }
}
