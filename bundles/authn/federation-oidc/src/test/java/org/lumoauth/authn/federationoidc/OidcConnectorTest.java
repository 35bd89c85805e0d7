/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.federationoidc.OidcProviderFixture.ACME;
import static org.lumoauth.authn.federationoidc.OidcProviderFixture.CALLBACK;
import static org.lumoauth.authn.federationoidc.OidcProviderFixture.ISSUER;
import static org.lumoauth.authn.federationoidc.OidcProviderFixture.connection;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.federation.FederationConnector.FederatedIdentity;
import org.lumoauth.api.web.ApiException;

class OidcConnectorTest {

  private final OidcProviderFixture provider = new OidcProviderFixture();

  @Test
  void requestsCodeWithPkceAndNonce() {
    var parameters = OidcProviderFixture.parameters(provider.begin().location());

    assertEquals("code", parameters.get("response_type"));
    assertEquals("S256", parameters.get("code_challenge_method"));
    assertEquals("openid email", parameters.get("scope"));
    assertEquals(CALLBACK, parameters.get("redirect_uri"));
    assertEquals("state-1", parameters.get("state"));
    assertFalse(parameters.containsKey("prompt"));
  }

  @Test
  void redeemsTheCodeWithTheVerifierOfTheChallenge() {
    var begun = provider.begin();
    complete(begun);

    var verifier = provider.redeemed().get("code_verifier");
    var challenge =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                MessageDigests.of("SHA-256", verifier.getBytes(StandardCharsets.US_ASCII)));
    assertEquals(challenge, OidcProviderFixture.parameters(begun.location()).get("code_challenge"));
    assertEquals(CALLBACK, provider.redeemed().get("redirect_uri"));
  }

  @Test
  void identifiesUserByIssuerAndSubject() {
    var who = complete(provider.begin());

    assertEquals(ISSUER, who.issuer());
    assertEquals("ada", who.subject());
    assertEquals(Optional.of("ada@example.com"), who.email());
    assertTrue(who.emailVerified());
  }

  @Test
  void treatsEmailAsUnverifiedWithoutClaim() {
    provider.claims.remove("email_verified");

    assertFalse(complete(provider.begin()).emailVerified());
  }

  @Test
  void requestsFreshLoginFromProvider() {
    var begun =
        provider.connector.begin(ACME, connection(), CALLBACK, "s", Optional.of(Instant.now()));

    var parameters = OidcProviderFixture.parameters(begun.location());
    assertEquals("login", parameters.get("prompt"));
    assertEquals("0", parameters.get("max_age"));
  }

  @Test
  void requestsMaximumAuthenticationAge() {
    var earliest = Instant.now().minusSeconds(3_000);
    var begun = provider.connector.begin(ACME, connection(), CALLBACK, "s", Optional.of(earliest));

    var parameters = OidcProviderFixture.parameters(begun.location());
    assertFalse(parameters.containsKey("prompt"));
    assertTrue(Long.parseLong(parameters.get("max_age")) >= 3_000);
  }

  @Test
  void readsEmailFromUserinfoIfIdTokenHasNone() {
    provider.claims.remove("email");
    provider.userInfo.putAll(
        Map.of("sub", "ada", "email", "ada@example.com", "email_verified", "true"));

    var who = complete(provider.begin());
    assertEquals(Optional.of("ada@example.com"), who.email());
    assertTrue(who.emailVerified());
  }

  @Test
  void returns503WhileKeysAreUnavailable() {
    var begun = provider.begin();
    provider.keysDown = true;

    assertEquals(503, assertThrows(ApiException.class, () -> complete(begun)).status());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 429, 500, 503})
  void returns503WhileTokenEndpointIsUnavailable(int status) {
    var begun = provider.begin();
    provider.tokenStatus = status;

    assertEquals(503, assertThrows(ApiException.class, () -> complete(begun)).status());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 400, 401})
  void rejectsUserIfTokenEndpointRejectsCode(int status) {
    var begun = provider.begin();
    provider.tokenStatus = status;

    assertEquals(401, assertThrows(ApiException.class, () -> complete(begun)).status());
  }

  @Test
  void usesTenantForOutboundRequests() {
    provider.claims.remove("email");
    complete(provider.begin());

    assertEquals(3, provider.sent.size()); // configuration, code, userinfo
    provider.sent.forEach(request -> assertEquals(Optional.of(ACME.id()), request.tenantId()));
  }

  @Test
  void ignoresUserinfoOfOtherSubject() {
    provider.claims.remove("email");
    provider.userInfo.putAll(
        Map.of("sub", "bob", "email", "bob@example.com", "email_verified", true));

    assertEquals(Optional.empty(), complete(provider.begin()).email());
  }

  @Test
  void authenticatesWithBasicHeader() {
    complete(provider.begin());

    var header =
        provider.sent.stream()
            .filter(request -> request.method().equals("POST"))
            .findFirst()
            .orElseThrow()
            .headers()
            .get("Authorization");
    assertEquals(
        "us:s3cret",
        new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8));
    assertFalse(provider.redeemed().containsKey("client_secret"));
  }

  @Test
  void authenticatesInBodyIfConfigured() {
    var connection = connection();
    connection.put("tokenEndpointAuthMethod", "client_secret_post");
    var begun = provider.connector.begin(ACME, connection, CALLBACK, "s");
    provider.connector.complete(ACME, connection, provider.answer(begun), begun.memory());

    assertEquals("s3cret", provider.redeemed().get("client_secret"));
  }

  @Test
  void authenticatesWithPrivateKeyJwtIfConfigured() throws Exception {
    var connection = connection();
    connection.put("tokenEndpointAuthMethod", "private_key_jwt");
    connection.remove("clientSecret");
    var begun = provider.connector.begin(ACME, connection, CALLBACK, "s");
    provider.connector.complete(ACME, connection, provider.answer(begun), begun.memory());

    var payload = provider.keys.verify(ACME, provider.redeemed().get("client_assertion"));
    assertTrue(payload.contains("\"iss\":\"us\""), payload);
    assertTrue(payload.contains("\"aud\":\"" + ISSUER + "\""), payload);
  }

  @Test
  void rejectsClientIdEqualToTenantIssuer() {
    var connection = connection();
    connection.put("tokenEndpointAuthMethod", "private_key_jwt");
    connection.put("clientId", ACME.issuer());
    var begun = provider.connector.begin(ACME, connection, CALLBACK, "s");
    var answer = provider.answer(begun);

    assertThrows(
        ApiException.class,
        () -> provider.connector.complete(ACME, connection, answer, begun.memory()));
  }

  @Test
  void cachesProviderMetadata() {
    provider.begin();
    provider.begin();

    assertEquals(1, provider.sent.size());
  }

  @Test
  void rejectsInvalidSettings() {
    assertNotEquals(Optional.empty(), objection("issuer", "ftp://idp.example.com"));
    assertNotEquals(Optional.empty(), objection("issuer", "https://idp.example.com?x=1"));
    assertNotEquals(Optional.empty(), objection("idTokenAlgorithms", List.of("HS256")));
    assertNotEquals(Optional.empty(), objection("idTokenAlgorithms", List.of("none")));
    assertNotEquals(Optional.empty(), objection("responseMode", "fragment"));
    assertNotEquals(
        Optional.empty(), objection("authorizationParameters", Map.of("redirect_uri", "x")));
    assertNotEquals(Optional.empty(), objection("clientSecret", ""));
  }

  private Optional<String> objection(String setting, Object value) {
    var connection = connection();
    connection.put(setting, value);
    return provider.connector.findProblem(connection);
  }

  private FederatedIdentity complete(
      org.lumoauth.api.federation.FederationConnector.FederationRedirect begun) {
    return provider.connector.complete(ACME, connection(), provider.answer(begun), begun.memory());
  }
}
