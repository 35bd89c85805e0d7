/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.fapi2;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aPublicClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAuthorizationRequest;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.AuthenticatedClient;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestJwtSigner;

class FapiCibaProfileTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TestJwtSigner KEY = TestJwtSigner.es256("k1");
  private static final Client BANK =
      aClient().withId("bank").with("tls_client_certificate_bound_access_tokens", true).build();

  private final FapiCibaProfile profile = new FapiCibaProfile();

  @Test
  void enablesSettingsRequiredByProfile() {
    var metadata = profile.metadata(BANK);

    assertEquals(true, metadata.get("require_signed_request_object"));
    assertEquals(3_600, metadata.get("request_object_lifetime"));
    assertEquals(List.of("ES256", "PS256"), metadata.get("request_object_signing_algs"));
    assertEquals(List.of("ES256", "PS256"), metadata.get("access_token_signing_algs"));
    assertEquals("ES256", metadata.get("id_token_signed_response_alg"));
    assertFalse(metadata.containsKey("userinfo_signed_response_alg"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/oauth/token", "/oauth/bc-authorize"})
  void acceptsEveryCibaAssertionAudience(String path) { // CIBA Core section 7.1
    assertDoesNotThrow(() -> authenticate(BANK, "private_key_jwt", signed(KEY, path)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_secret_basic", "client_secret_post", "none"})
  void rejectsSecretOrNoneAuthentication(String method) {
    assertRefused("invalid_client", () -> authenticate(BANK, method, anOAuthRequest().build()));
  }

  @Test
  void refusesAPublicClient() {
    assertRefused(
        "invalid_client",
        () -> authenticate(aPublicClient().build(), "tls_client_auth", anOAuthRequest().build()));
  }

  @Test
  void rejectsAssertionWithDisallowedAlgorithm() { // FAPI 1.0 Advanced section 8.6: no EdDSA
    for (TestJwtSigner key : List.of(TestJwtSigner.rs256("k1"), TestJwtSigner.ed25519("k1"))) {
      assertRefused("invalid_client", () -> authenticate(BANK, "private_key_jwt", signed(key, "")));
    }
  }

  @Test
  void rejectsDpopProofWithDisallowedAlgorithm() {
    var request =
        anOAuthRequest().withHeader("DPoP", TestJwtSigner.rs256("k1").sign(Map.of())).build();

    assertRefused("invalid_dpop_proof", () -> authenticate(BANK, "tls_client_auth", request));
  }

  @Test
  void rejectsClientWithoutSenderConstrainedTokens() {
    assertRefused(
        "unauthorized_client",
        () -> authenticate(aClient().build(), "tls_client_auth", anOAuthRequest().build()));
  }

  @Test
  void rejectsClientWithDisallowedIdTokenAlgorithm() {
    var client =
        BANK.with(
            Map.of(
                "tls_client_certificate_bound_access_tokens",
                true,
                "id_token_signed_response_alg",
                "RS256"));

    assertRefused(
        "unauthorized_client",
        () -> authenticate(client, "tls_client_auth", anOAuthRequest().build()));
  }

  @Test
  void refusesATokenRequestWithoutACertificateOrProof() {
    assertRefused("invalid_request", () -> profile.check(ACME, aGrantRequest().build()));
    assertDoesNotThrow(
        () -> profile.check(ACME, aGrantRequest().boundTo(Map.of("x5t#S256", "x")).build()));
  }

  @Test
  void refusesEveryRequestAtTheAuthorizationEndpoint() {
    assertRefused(
        "unauthorized_client",
        () -> profile.check(ACME, BANK, anAuthorizationRequest().withSource("par").build()));
  }

  private void authenticate(Client client, String method, OAuthRequest request) {
    profile.check(ACME, new AuthenticatedClient(client, method), request);
  }

  private static OAuthRequest signed(TestJwtSigner by, String path) {
    return anOAuthRequest()
        .with("client_assertion", by.sign(Map.of("aud", ACME.issuer() + path)))
        .build();
  }

  private static void assertRefused(String code, Executable check) {
    assertEquals(code, assertThrows(OAuthException.class, check).code());
  }
}
