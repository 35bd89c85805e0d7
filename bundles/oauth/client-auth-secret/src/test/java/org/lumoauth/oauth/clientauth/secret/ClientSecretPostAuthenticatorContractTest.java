/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.secret;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ClientAuthenticationMethodContract;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;

class ClientSecretPostAuthenticatorContractTest extends ClientAuthenticationMethodContract {

  private static final TenantContext ACME = aTenant().build();

  @Override
  protected ClientAuthenticationMethod authenticator() {
    return new ClientSecretPostAuthenticator(
        new FakeClientDirectory().with(ACME, aClient().withId("robot").build(), "secret"));
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected OAuthRequest authentic() {
    return anOAuthRequest().with("client_id", "robot").with("client_secret", "secret").build();
  }

  @Override
  protected String clientId() {
    return "robot";
  }

  @Override
  protected OAuthRequest forged() {
    return anOAuthRequest().with("client_id", "robot").with("client_secret", "guess").build();
  }

  @Override
  protected OAuthRequest unknownClient() {
    return anOAuthRequest().with("client_id", "nobody").with("client_secret", "secret").build();
  }
}
