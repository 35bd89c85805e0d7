package org.lumoauth.oauth.clientauth.secretpost;

import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.anOAuthRequest;

import org.lumoauth.api.oauth.ClientAuthenticator;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ClientAuthenticatorContract;
import org.lumoauth.testkit.fake.FakeClients;

class ClientSecretPostContractTest extends ClientAuthenticatorContract {

  private static final TenantContext ACME = aTenant().build();

  @Override
  protected ClientAuthenticator authenticator() {
    return new ClientSecretPost(
        new FakeClients().with(ACME, aClient().withId("robot").build(), "secret"));
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
