/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoauth;

import java.util.Map;
import org.lumoauth.api.federation.FederationConnector;
import org.lumoauth.api.federation.FederationConnector.FederationRedirect;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.authn.FederationConnectorContract;

class OAuthConnectorContractTest extends FederationConnectorContract {

  private final OAuthProviderFixture provider = new OAuthProviderFixture();

  @Override
  protected FederationConnector connector() {
    return provider.connector;
  }

  @Override
  protected TenantContext tenant() {
    return OAuthProviderFixture.ACME;
  }

  @Override
  protected Map<String, Object> connection() {
    return provider.connection();
  }

  @Override
  protected Map<String, String> answerTo(FederationRedirect begun, String state) {
    return Map.of("code", "c1", "state", state);
  }

  @Override
  protected Map<String, String> forgedAnswerTo(FederationRedirect begun, String state) {
    provider.token = "{\"error\":\"bad_verification_code\"}"; // with status 200
    return answerTo(begun, state);
  }
}
