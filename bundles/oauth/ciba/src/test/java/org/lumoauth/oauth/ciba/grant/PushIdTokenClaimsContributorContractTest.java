/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.grant;

import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.token.IdTokenClaimsContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.CibaBundleFixture;
import org.lumoauth.testkit.contract.oauth.IdTokenClaimsContributorContract;

class PushIdTokenClaimsContributorContractTest extends IdTokenClaimsContributorContract {

  @Override
  protected IdTokenClaimsContributor provider() {
    return new PushIdTokenClaimsContributor();
  }

  @Override
  protected TenantContext tenant() {
    return CibaBundleFixture.ACME;
  }

  @Override
  protected AuthenticatedTokenRequest request() {
    return aGrantRequest()
        .from(CibaBundleFixture.client("push").build())
        .withRequest(
            anOAuthRequest().with("grant_type", CibaGrantHandler.TYPE).with("auth_req_id", "a-1"))
        .build();
  }
}
