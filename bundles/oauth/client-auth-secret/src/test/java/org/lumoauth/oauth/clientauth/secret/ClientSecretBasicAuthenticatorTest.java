/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.OAuthRequestBuilder;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;

class ClientSecretBasicAuthenticatorTest {

  private static final TenantContext ACME = aTenant().build();
  private static final Client ROBOT = aClient().withId("robot").build();
  private static final Client ODD = aClient().withId("a b+c:d").build();

  private final ClientSecretBasicAuthenticator basic =
      new ClientSecretBasicAuthenticator(
          new FakeClientDirectory().with(ACME, ROBOT, "secret").with(ACME, ODD, "p%q ä:+"));

  @Test
  void authenticatesTheClientWithItsSecret() {
    assertEquals(Optional.of(ROBOT), authenticate(anOAuthRequest().withBasic("robot", "secret")));
  }

  @Test
  void acceptsSchemeCaseInsensitively() {
    var request = anOAuthRequest().withHeader("Authorization", "bASIC cm9ib3Q6c2VjcmV0");

    assertEquals(Optional.of(ROBOT), authenticate(request));
  }

  @Test
  void formDecodesIdAndSecret() {
    var request = anOAuthRequest().withBasic("a+b%2Bc%3Ad", "p%25q+%C3%A4%3A%2B");

    assertEquals(Optional.of(ODD), authenticate(request));
  }

  @Test
  void ignoresRequestWithoutAuthorizationHeader() {
    assertEquals(Optional.empty(), authenticate(anOAuthRequest().with("client_id", "robot")));
  }

  @Test
  void ignoresBearerToken() {
    assertEquals(
        Optional.empty(), authenticate(anOAuthRequest().withHeader("Authorization", "Bearer x")));
  }

  @Test
  void refusesAWrongSecret() {
    assertInvalidClient(anOAuthRequest().withBasic("robot", "Secret"));
  }

  @Test
  void rejectsUnknownClientWithSameError() {
    var unknown = refusal(anOAuthRequest().withBasic("nobody", "secret"));
    var wrong = refusal(anOAuthRequest().withBasic("robot", "wrong"));

    assertEquals(wrong.code() + wrong.getMessage(), unknown.code() + unknown.getMessage());
  }

  @Test
  void refusesTheSecretOfAnotherTenantsClient() {
    var other = aTenant("globex").build();
    var request = anOAuthRequest().withBasic("robot", "secret").build();

    assertThrows(OAuthException.class, () -> basic.authenticate(other, request));
  }

  @Test
  void rejectsInvalidBase64() {
    assertInvalidClient(anOAuthRequest().withHeader("Authorization", "Basic ***"));
  }

  @Test
  void refusesCredentialsWithoutAColon() {
    assertInvalidClient(anOAuthRequest().withHeader("Authorization", "Basic cm9ib3Q="));
  }

  @Test
  void refusesABrokenPercentSign() {
    assertInvalidClient(anOAuthRequest().withBasic("robot", "%zz"));
  }

  @Test
  void rejectsCredentialsThatAreNotUtf8() {
    assertInvalidClient(anOAuthRequest().withHeader("Authorization", "Basic /zo="));
  }

  @Test
  void refusesAClientIdThatContradictsTheHeader() {
    var request = anOAuthRequest().withBasic("robot", "secret").with("client_id", "other");

    assertEquals("invalid_request", refusal(request).code());
  }

  private Optional<Client> authenticate(OAuthRequestBuilder request) {
    return basic.authenticate(ACME, request.build());
  }

  private OAuthException refusal(OAuthRequestBuilder request) {
    return assertThrows(OAuthException.class, () -> authenticate(request));
  }

  private void assertInvalidClient(OAuthRequestBuilder request) {
    assertEquals("invalid_client", refusal(request).code());
  }
}
