/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.clientcredentials;

import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aPublicClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.GrantHandlerContract;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;

class ClientCredentialsGrantHandlerContractTest extends GrantHandlerContract {

  private static final TenantContext ACME = aTenant().build();

  @Override
  protected GrantHandler handler() {
    return new ClientCredentialsGrantHandler(new FakeTokenService());
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected AuthenticatedTokenRequest granted() {
    return aGrantRequest().build();
  }

  @Override
  protected AuthenticatedTokenRequest refused() {
    return aGrantRequest().from(aPublicClient()).build();
  }

  @Override
  protected String refusal() {
    return "unauthorized_client";
  }
}
