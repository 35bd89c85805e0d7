/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout.state;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAuthorizationRequest;

import org.lumoauth.api.oauth.authorization.AuthorizationResponseContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.AuthorizationRequestBuilder;
import org.lumoauth.testkit.contract.oauth.AuthorizationResponseContributorContract;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;

class SessionStateContributorContractTest extends AuthorizationResponseContributorContract {

  @Override
  protected AuthorizationResponseContributor contributor() {
    return new SessionStateContributor(new FakeSecretProtectionService());
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Override
  protected AuthorizationRequestBuilder request() {
    return anAuthorizationRequest().withScope("openid");
  }
}
