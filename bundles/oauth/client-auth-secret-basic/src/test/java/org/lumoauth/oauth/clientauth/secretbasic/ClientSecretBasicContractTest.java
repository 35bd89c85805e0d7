package org.lumoauth.oauth.clientauth.secretbasic;

import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.anOAuthRequest;

import org.lumoauth.api.oauth.ClientAuthenticator;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ClientAuthenticatorContract;
import org.lumoauth.testkit.fake.FakeClients;

class ClientSecretBasicContractTest extends ClientAuthenticatorContract {

  private static final TenantContext ACME = aTenant().build();

  @Override
  protected ClientAuthenticator authenticator() {
    return new ClientSecretBasic(
        new FakeClients().with(ACME, aClient().withId("robot").build(), "secret"));
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected OAuthRequest authentic() {
    return anOAuthRequest().withBasic("robot", "secret").build();
  }

  @Override
  protected String clientId() {
    return "robot";
  }

  @Override
  protected OAuthRequest forged() {
    return anOAuthRequest().withBasic("robot", "guess").build();
  }

  @Override
  protected OAuthRequest unknownClient() {
    return anOAuthRequest().withBasic("nobody", "secret").build();
  }
}
