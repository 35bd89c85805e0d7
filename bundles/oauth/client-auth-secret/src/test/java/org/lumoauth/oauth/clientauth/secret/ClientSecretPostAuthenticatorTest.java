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

class ClientSecretPostAuthenticatorTest {

  private static final TenantContext ACME = aTenant().build();
  private static final Client ROBOT = aClient().withId("robot").build();

  private final ClientSecretPostAuthenticator post =
      new ClientSecretPostAuthenticator(new FakeClientDirectory().with(ACME, ROBOT, "secret"));

  @Test
  void authenticatesTheClientWithItsSecret() {
    assertEquals(Optional.of(ROBOT), authenticate(shown("robot", "secret")));
  }

  @Test
  void ignoresRequestWithoutSecret() {
    assertEquals(Optional.empty(), authenticate(anOAuthRequest().with("client_id", "robot")));
  }

  @Test
  void refusesAWrongSecret() {
    assertEquals("invalid_client", refusal(shown("robot", "secret ")).code());
  }

  @Test
  void rejectsUnknownClientWithSameError() {
    var unknown = refusal(shown("nobody", "secret"));
    var wrong = refusal(shown("robot", "wrong"));

    assertEquals(wrong.code() + wrong.getMessage(), unknown.code() + unknown.getMessage());
  }

  @Test
  void refusesTheSecretOfAnotherTenantsClient() {
    var other = aTenant("globex").build();
    var request = shown("robot", "secret").build();

    assertThrows(OAuthException.class, () -> post.authenticate(other, request));
  }

  @Test
  void refusesASecretWithoutAClientId() {
    assertEquals(
        "invalid_request", refusal(anOAuthRequest().with("client_secret", "secret")).code());
  }

  @Test
  void refusesARepeatedSecret() {
    assertEquals(
        "invalid_request",
        refusal(shown("robot", "secret").with("client_secret", "secret")).code());
  }

  private static OAuthRequestBuilder shown(String id, String secret) {
    return anOAuthRequest().with("client_id", id).with("client_secret", secret);
  }

  private Optional<Client> authenticate(OAuthRequestBuilder request) {
    return post.authenticate(ACME, request.build());
  }

  private OAuthException refusal(OAuthRequestBuilder request) {
    return assertThrows(OAuthException.class, () -> authenticate(request));
  }
}
