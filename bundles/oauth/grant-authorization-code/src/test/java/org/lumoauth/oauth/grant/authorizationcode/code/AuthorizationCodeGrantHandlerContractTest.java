/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.code;

import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.REDIRECT_URI;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.VERIFIER;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;

import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture;
import org.lumoauth.testkit.contract.oauth.GrantHandlerContract;

class AuthorizationCodeGrantHandlerContractTest extends GrantHandlerContract {

  private final AuthorizationCodeFixture world = new AuthorizationCodeFixture();

  @Override
  protected GrantHandler handler() {
    return world.grant;
  }

  @Override
  protected TenantContext tenant() {
    return AuthorizationCodeFixture.ACME;
  }

  @Override
  protected AuthenticatedTokenRequest granted() {
    world.grants.add(
        AuthorizationCodeFixture.ACME,
        AuthorizationCodeGrantHandlerTest.issued().grant(),
        AuthorizationCodeGrantHandler.TYPE);
    String code =
        world
            .codes
            .issue(
                AuthorizationCodeFixture.ACME,
                aClient().build(),
                AuthorizationCodeGrantHandlerTest.issued())
            .awaitStored();
    return AuthorizationCodeGrantHandlerTest.form(code, REDIRECT_URI, VERIFIER).build();
  }

  @Override
  protected AuthenticatedTokenRequest refused() {
    return AuthorizationCodeGrantHandlerTest.form("made-up", REDIRECT_URI, VERIFIER).build();
  }

  @Override
  protected String refusal() {
    return "invalid_grant";
  }
}
