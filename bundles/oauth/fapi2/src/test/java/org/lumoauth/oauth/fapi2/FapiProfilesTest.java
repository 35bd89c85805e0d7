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
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.AuthenticatedClient;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.OAuthRequestBuilder;
import org.lumoauth.testkit.builder.TestJwtSigner;

class FapiProfilesTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TestJwtSigner KEY = TestJwtSigner.es256("k1");
  private static final TestJwtSigner RSA = TestJwtSigner.rs256("k1");
  private static final Client APP =
      aClient()
          .withId("app")
          .with("dpop_bound_access_tokens", true)
          .with("authorization_signed_response_alg", "ES256")
          .build();

  private final Fapi2SecurityProfile security = new Fapi2SecurityProfile();
  private final Fapi2MessageSigningProfile signing = new Fapi2MessageSigningProfile();

  @Test
  void acceptsCompliantRequest() {
    assertDoesNotThrow(
        () -> security.check(ACME, APP, request("par", "query", "https://a/cb", true)));
    assertDoesNotThrow(() -> signing.check(ACME, APP, request("par", "jwt", "https://a/cb", true)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"query", "jar"})
  void rejectsRequestWithoutPar(String source) {
    assertRefused(
        "The client must push its authorization requests (RFC 9126) and send only client_id and request_uri.",
        () -> security.check(ACME, APP, request(source, "query", "https://a/cb", true)));
  }

  @Test
  void refusesARequestWithoutPkce() {
    assertRefused(
        "The request must contain a code_challenge with method S256.",
        () -> security.check(ACME, APP, request("par", "query", "https://a/cb", false)));
  }

  @Test
  void refusesARedirectUriWithoutTls() {
    assertRefused(
        "The request must contain a redirect_uri with the https scheme.",
        () -> security.check(ACME, APP, request("par", "query", "http://a/cb", true)));
  }

  @Test
  void refusesAPublicClient() {
    assertRefused(
        "The client must be confidential.",
        () ->
            security.check(
                ACME, aPublicClient().build(), request("par", "query", "https://a/cb", true)));
  }

  @Test
  void rejectsClientWithoutSenderConstrainedTokens() {
    assertRefused(
        "The client must be registered for DPoP or certificate-bound tokens.",
        () ->
            security.check(ACME, aClient().build(), request("par", "query", "https://a/cb", true)));
  }

  @Test
  void refusesATokenRequestWithoutAProof() {
    assertRefused(
        "The token request must use a DPoP proof or a client certificate.",
        () -> security.check(ACME, aGrantRequest().build()));
    assertDoesNotThrow(
        () -> security.check(ACME, aGrantRequest().boundTo(Map.of("jkt", "x")).build()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_secret_basic", "client_secret_post", "none"})
  void rejectsSecretOrNoneAuthentication(String method) {
    assertRefused(
        "The client must authenticate by private_key_jwt or by a certificate.",
        () -> security.check(ACME, new AuthenticatedClient(APP, method), anOAuthRequest().build()));
  }

  @Test
  void acceptsAssertionWithIssuerAudience() {
    assertDoesNotThrow(() -> authenticate(assertion(KEY, ACME.issuer())));
  }

  @Test
  void rejectsAssertionWithDisallowedAlgorithm() {
    assertRefused(
        "The client assertion must be signed by PS256, ES256 or EdDSA.",
        () -> authenticate(assertion(RSA, ACME.issuer())));
  }

  @Test
  void refusesAnAssertionForTheTokenEndpoint() {
    String reason = "The aud of the client assertion must be the issuer as a string.";

    assertRefused(reason, () -> authenticate(assertion(KEY, ACME.issuer() + "/oauth/token")));
    assertRefused(reason, () -> authenticate(assertion(KEY, List.of(ACME.issuer()))));
  }

  @Test
  void rejectsDpopProofWithDisallowedAlgorithm() {
    assertRefused(
        "The DPoP proof must be signed by PS256, ES256 or EdDSA.",
        () -> authenticate(assertion(KEY, ACME.issuer()).withHeader("DPoP", RSA.sign(Map.of()))));
  }

  @Test
  void requiresJwtResponseMode() {
    assertRefused(
        "The response_mode must be jwt.",
        () -> signing.check(ACME, APP, request("par", "query", "https://a/cb", true)));
  }

  @Test
  void rejectsPushedRequestWithoutRequestObject() {
    assertRefused(
        "The pushed request must contain a request object.",
        () -> push(assertion(KEY, ACME.issuer())));
  }

  @Test
  void acceptsPushWithEncryptedRequestObject() {
    assertDoesNotThrow(
        () -> push(assertion(KEY, ACME.issuer()).with("request", "five.parts.of.a.jwe")));
  }

  @Test
  void enablesSecurityProfileSettings() {
    var metadata = security.metadata(aClient().build());

    assertEquals(true, metadata.get("require_pushed_authorization_requests"));
    assertEquals(false, metadata.get("refresh_token_rotation"));
    assertEquals(60L, metadata.get("authorization_code_lifetime"));
    assertEquals("ES256", metadata.get("id_token_signed_response_alg"));
    assertEquals("ES256", metadata.get("introspection_signed_response_alg"));
    assertEquals(List.of("ES256", "PS256", "Ed25519"), metadata.get("access_token_signing_algs"));
  }

  @Test
  void allowsOnlyProfileAlgorithmsForRequestObjects() {
    assertEquals(
        List.of("PS256", "ES256", "EdDSA", "Ed25519"),
        security.metadata(aClient().build()).get("request_object_signing_algs"));
  }

  @Test
  void limitsRequestObjectLifetimeOfSigningClients() {
    var signs = aClient().with("require_signed_request_object", true).build();

    assertEquals(3_600, security.metadata(signs).get("request_object_lifetime"));
    assertFalse(security.metadata(aClient().build()).containsKey("request_object_lifetime"));
  }

  @Test
  void enablesMessageSigningSettings() {
    var metadata = signing.metadata(aClient().build());

    assertEquals(true, metadata.get("require_signed_request_object"));
    assertEquals(
        List.of("PS256", "ES256", "EdDSA", "Ed25519"), metadata.get("request_object_signing_algs"));
    assertEquals(3_600, metadata.get("request_object_lifetime"));
    assertEquals("ES256", metadata.get("authorization_signed_response_alg"));
    assertEquals("ES256", metadata.get("introspection_signed_response_alg"));
    assertEquals(true, metadata.get("require_pushed_authorization_requests"));
  }

  @Test
  void preservesAllowedRegisteredAlgorithm() {
    var client = aClient().with("id_token_signed_response_alg", "PS256").build();

    assertEquals("PS256", security.metadata(client).get("id_token_signed_response_alg"));
  }

  @Test
  void rejectsClientWithDisallowedIdTokenAlgorithm() {
    var client =
        aClient()
            .withId("app")
            .with("dpop_bound_access_tokens", true)
            .with("id_token_signed_response_alg", "RS256")
            .build();

    assertRefused(
        "id_token_signed_response_alg of the client must be PS256, ES256 or EdDSA.",
        () -> security.check(ACME, client, request("par", "query", "https://a/cb", true)));
  }

  private void authenticate(OAuthRequestBuilder request) {
    security.check(ACME, new AuthenticatedClient(APP, "private_key_jwt"), request.build());
  }

  private void push(OAuthRequestBuilder request) {
    signing.check(
        ACME,
        new AuthenticatedClient(APP, "private_key_jwt"),
        request.to(ACME.issuer() + "/oauth/par").build());
  }

  private static OAuthRequestBuilder assertion(TestJwtSigner by, Object audience) {
    return anOAuthRequest().with("client_assertion", by.sign(Map.of("aud", audience)));
  }

  private static void assertRefused(String reason, Executable check) {
    assertEquals(reason, assertThrows(OAuthException.class, check).getMessage());
  }

  private static AuthorizationRequest request(
      String source, String mode, String redirectUri, boolean pkce) {
    return new AuthorizationRequest(
        "app",
        redirectUri,
        true,
        "code",
        mode,
        Set.of("openid"),
        Optional.empty(),
        Optional.empty(),
        pkce ? Optional.of("challenge") : Optional.empty(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        source);
  }
}
