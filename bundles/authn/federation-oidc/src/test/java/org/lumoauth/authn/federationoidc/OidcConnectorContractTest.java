/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoidc;

import java.util.Map;
import org.lumoauth.api.federation.FederationConnector;
import org.lumoauth.api.federation.FederationConnector.FederationRedirect;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestJwtSigner;
import org.lumoauth.testkit.contract.authn.FederationConnectorContract;

class OidcConnectorContractTest extends FederationConnectorContract {

  private final OidcProviderFixture provider = new OidcProviderFixture();

  @Override
  protected FederationConnector connector() {
    return provider.connector;
  }

  @Override
  protected TenantContext tenant() {
    return OidcProviderFixture.ACME;
  }

  @Override
  protected Map<String, Object> connection() {
    return OidcProviderFixture.connection();
  }

  @Override
  protected Map<String, String> answerTo(FederationRedirect begun, String state) {
    return provider.answer(begun);
  }

  @Override
  protected Map<String, String> forgedAnswerTo(FederationRedirect begun, String state) {
    var forger = TestJwtSigner.rs256("k1");
    provider.token = any -> forger.sign(provider.claims);
    return provider.answer(begun);
  }
}
