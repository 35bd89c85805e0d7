/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.privatekeyjwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.oauth.client.ClientKeyProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.keys.foreign.DefaultForeignJwtVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.builder.TestJwtSigner;
import org.lumoauth.testkit.contract.oauth.ClientAuthenticationMethodContract;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;

class PrivateKeyJwtAuthenticatorTest extends ClientAuthenticationMethodContract {

  private static final TenantContext ACME = aTenant().build();
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final String ENDPOINT = ACME.issuer() + "/oauth/token";
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final TestJwtSigner KEY = TestJwtSigner.es256("k1");
  private static final TestJwtSigner RSA = TestJwtSigner.rs256("k2");
  private static final TestJwtSigner OTHER = TestJwtSigner.es256("k1");

  private static final ClientKeyProvider KEYS =
      (tenant, client, kid) ->
          client.clientId().equals("other") ? List.of(OTHER.jwk()) : List.of(KEY.jwk(), RSA.jwk());

  private final Client app = client("app").build();
  private final ForeignJwtVerifier jwts =
      new DefaultForeignJwtVerifier(JcaProviderSelector.fastest(), InstantSource.fixed(NOW));
  private final FakeShortLivedRecordStore store =
      new FakeShortLivedRecordStore(InstantSource.fixed(NOW));
  private final ClientAssertionVerifier assertions = new ClientAssertionVerifier(jwts, KEYS, store);
  private final PrivateKeyJwtAuthenticator way =
      new PrivateKeyJwtAuthenticator(
          new FakeClientDirectory()
              .with(ACME, app)
              .with(ACME, client("other").build())
              .with(ACME, aClient().withId("secretive").build(), "secret"),
          jwts,
          KEYS,
          store);

  private static int made;

  @Override
  protected ClientAuthenticationMethod authenticator() {
    return way;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected OAuthRequest authentic() {
    return request(KEY.sign(claims()));
  }

  @Override
  protected String clientId() {
    return "app";
  }

  @Override
  protected OAuthRequest forged() {
    return request(OTHER.sign(claims()));
  }

  @Override
  protected OAuthRequest unknownClient() {
    var claims = claims();
    claims.put("iss", "nobody");
    claims.put("sub", "nobody");
    return request(KEY.sign(claims));
  }

  @Test
  void acceptsIssuerAsAudience() throws Exception {
    verify(KEY.sign(claims("aud", ACME.issuer())));
  }

  @Test
  void acceptsRequestedEndpointAsAudience() throws Exception {
    verify(KEY.sign(claims("aud", List.of(ENDPOINT))));
  }

  @Test
  void acceptsAlternativeTokenEndpointUrlAsAudience() throws Exception {
    verify(KEY.sign(claims("aud", "https://id.example.com/orgs/acme/api/v1/oauth/token")));
  }

  @Test
  void refusesAReplayedAssertion() throws Exception {
    String assertion = KEY.sign(claims());
    verify(assertion);

    assertRefused("the assertion was already used", assertion);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "https://id.example.com/t/other/api/v1",
        "https://id.example.com/orgs/other/api/v1/oauth/token",
        "https://id.example.com/t/acme/api/v1/",
        "app"
      })
  void refusesAnAssertionForAnotherServer(String audience) {
    assertRefused(
        "aud does not contain an identifier of this server", KEY.sign(claims("aud", audience)));
  }

  @Test
  void rejectsAssertionWithAdditionalForeignAudience() {
    assertRefused(
        "aud must not contain other servers",
        KEY.sign(claims("aud", List.of(ACME.issuer(), "https://evil.example"))));
  }

  @Test
  void rejectsAssertionWithExcessiveLifetime() {
    assertRefused(
        "exp is too far in the future", KEY.sign(claims("exp", NOW.getEpochSecond() + 3600)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exp", "jti"})
  void rejectsAssertionWithoutRequiredClaim(String name) {
    assertRefused("the claim " + name + " is missing", KEY.sign(claims(name, null)));
  }

  @Test
  void refusesAnExpiredAssertion() {
    assertRefused("the token has expired", KEY.sign(claims("exp", NOW.getEpochSecond() - 30)));
  }

  @Test
  void refusesTheKeyOfAnotherClient() {
    assertRefused("the signature does not match", OTHER.sign(claims()));
  }

  @Test
  void refusesAnAssertionAboutAnotherClient() {
    assertRefused("sub is not the client ID", KEY.sign(claims("sub", "other")));
  }

  @Test
  void refusesAnAssertionOfAnotherIssuer() {
    assertRefused("iss is not the expected issuer", KEY.sign(claims("iss", "other")));
  }

  @Test
  void refusesAnUnsignedAssertion() {
    assertRefused("the algorithm is not allowed", TestJwtSigner.unsigned(claims()));
  }

  @Test
  void refusesAnAlgorithmOtherThanTheRegisteredOne() {
    var strict = client("app").with("token_endpoint_auth_signing_alg", "ES256").build();

    var refusal =
        assertThrows(
            InvalidTokenException.class,
            () -> assertions.verify(ACME, strict, RSA.sign(claims()), ENDPOINT));

    assertEquals("the algorithm is not allowed", refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dpop+jwt", "oauth-authz-req+jwt", "at+jwt", "oauth-id-jag+jwt"})
  void refusesAnotherKindOfJwt(String type) {
    assertRefused(
        "typ is not the expected type", KEY.sign(Map.of("kid", "k1", "typ", type), claims()));
  }

  @Test
  void rejectsUnknownKeyId() {
    assertRefused(
        "the signer has no matching key for this algorithm",
        KEY.sign(Map.of("kid", "../k1"), claims()));
  }

  @Test
  void ignoresKeyUrlsInHeader() {
    for (String name : List.of("jku", "x5u")) {
      assertRefused(
          "the signature does not match",
          OTHER.sign(Map.of("kid", "k1", name, "https://evil.example/keys"), claims()));
    }
  }

  @Test
  void rejectsClientNotRegisteredForPrivateKeyJwt() {
    var claims = claims("sub", "secretive");
    claims.put("iss", "secretive");

    assertThrows(OAuthException.class, () -> way.authenticate(ACME, request(KEY.sign(claims))));
  }

  @Test
  void rejectsClientIdDifferentFromAssertionSubject() {
    var request =
        anOAuthRequest()
            .with("client_id", "other")
            .with("client_assertion_type", TYPE)
            .with("client_assertion", KEY.sign(claims()))
            .build();

    assertEquals(
        "invalid_client",
        assertThrows(OAuthException.class, () -> way.authenticate(ACME, request)).code());
  }

  @Test
  void ignoresOtherAssertionTypes() {
    var request =
        anOAuthRequest()
            .with(
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer")
            .with("client_assertion", "x")
            .build();

    assertEquals(Optional.empty(), way.authenticate(ACME, request));
  }

  private void verify(String assertion) throws InvalidTokenException {
    assertions.verify(ACME, app, assertion, ENDPOINT);
  }

  private void assertRefused(String reason, String assertion) {
    var refusal = assertThrows(InvalidTokenException.class, () -> verify(assertion));
    assertEquals(reason, refusal.getMessage());
    var seen = assertThrows(OAuthException.class, () -> way.authenticate(ACME, request(assertion)));
    assertEquals("invalid_client", seen.code());
  }

  private static ClientBuilder client(String id) {
    return aClient().withId(id).authenticatingBy("private_key_jwt");
  }

  private static OAuthRequest request(String assertion) {
    return anOAuthRequest()
        .to(ENDPOINT)
        .with("client_assertion_type", TYPE)
        .with("client_assertion", assertion)
        .build();
  }

  private static Map<String, Object> claims() {
    made++;
    var claims = new HashMap<String, Object>();
    claims.put("iss", "app");
    claims.put("sub", "app");
    claims.put("aud", ACME.issuer());
    claims.put("jti", "id-" + made);
    claims.put("exp", NOW.getEpochSecond() + 60);
    return claims;
  }

  private static Map<String, Object> claims(String name, Object value) {
    var claims = claims();
    claims.put(name, value);
    claims.values().removeIf(v -> v == null);
    return claims;
  }
}
