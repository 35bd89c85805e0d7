/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aPublicClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ClientAuthenticationMethodContract;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;

class PublicClientAuthenticatorTest extends ClientAuthenticationMethodContract {

  private static final TenantContext ACME = aTenant().build();

  private final PublicClientAuthenticator none =
      new PublicClientAuthenticator(
          new FakeClientDirectory()
              .with(ACME, aPublicClient().withId("app").build())
              .with(ACME, aClient().withId("server").build(), "secret"));

  @Override
  protected ClientAuthenticationMethod authenticator() {
    return none;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected OAuthRequest authentic() {
    return anOAuthRequest().with("client_id", "app").build();
  }

  @Override
  protected String clientId() {
    return "app";
  }

  @Override
  protected OAuthRequest forged() {
    return anOAuthRequest().with("client_id", "server").build();
  }

  @Override
  protected OAuthRequest unknownClient() {
    return anOAuthRequest().with("client_id", "nobody").build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"client_secret", "client_assertion", "client_assertion_type", "subject_issuer"})
  void ignoresRequestWithOtherCredential(String credential) {
    var request = anOAuthRequest().with("client_id", "app").with(credential, "x").build();

    assertEquals(Optional.empty(), none.authenticate(ACME, request));
  }

  @Test
  void ignoresRequestWithAuthorizationHeader() {
    var request = anOAuthRequest().with("client_id", "app").withBasic("app", "x").build();

    assertEquals(Optional.empty(), none.authenticate(ACME, request));
  }
}
