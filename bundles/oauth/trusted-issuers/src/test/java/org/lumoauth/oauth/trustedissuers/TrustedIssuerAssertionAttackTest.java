/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.federation.TrustedIssuerService.AssertionUse;
import org.lumoauth.api.federation.TrustedIssuerService.VerifiedAssertion;
import org.lumoauth.api.key.RemoteKeySetClient;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.keys.foreign.DefaultForeignJwtVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.testkit.builder.TestJwtSigner;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

/** JWTs that must never be accepted as an assertion of a trusted issuer, each with its reason. */
class TrustedIssuerAssertionAttackTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final TestJwtSigner KEY = TestJwtSigner.es256("k1");
  private static final TestJwtSigner RSA = TestJwtSigner.rs256("k2");
  private static final TestJwtSigner FORGED = TestJwtSigner.es256("k1");
  private static final String ISSUER = "https://idp.example.com";
  private static final Client APP = aClient().withId("app").build();
  private static final AssertionUse GRANT = new AssertionUse(APP, Set.of("", "jwt"), true);

  private final List<RegisteredIssuer> ofAcme = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private boolean down;
  private final TrustedIssuerCache memory =
      new TrustedIssuerCache(tenantId -> tenantId.equals(ACME.id()) ? ofAcme : List.of());
  private final RemoteKeySetClient sets =
      (tenant, address, kid) -> {
        asked.add(address + " " + kid.orElse(""));
        if (down) {
          throw ApiException.temporarilyUnavailable("no keys", Duration.ofSeconds(5));
        }
        return List.of(KEY.jwk(), RSA.jwk());
      };
  private final TrustedIssuerAssertionVerifier assertions =
      new TrustedIssuerAssertionVerifier(
          memory,
          new FakeUserDirectory(),
          new SubjectLinkStore(null),
          new DefaultForeignJwtVerifier(JcaProviderSelector.fastest(), InstantSource.fixed(NOW)),
          sets,
          new FakeShortLivedRecordStore(InstantSource.fixed(NOW)));

  private static int made;

  TrustedIssuerAssertionAttackTest() {
    trust(settings(List.of("ES256", "RS256"), List.of()));
  }

  @Test
  void acceptsValidAssertion() throws Exception {
    VerifiedAssertion assertion = verify(KEY.sign(claims()));

    assertEquals("alice", assertion.subject());
    assertEquals(NOW.plusSeconds(300), assertion.expiresAt());
  }

  @Test
  void acceptsTokenEndpointAsAudience() throws Exception {
    verify(KEY.sign(with("aud", List.of(ACME.issuer() + "/oauth/token"))));
    verify(KEY.sign(with("aud", "https://id.example.com/orgs/acme/api/v1/oauth/token")));
  }

  @Test
  void acceptsReuseIfSingleUseIsNotRequired() throws Exception {
    String jwt = KEY.sign(claims());
    var use = new AssertionUse(APP, Set.of("", "jwt"), false);
    assertions.verify(ACME, jwt, use);

    assertions.verify(ACME, jwt, use);
  }

  @Test
  void failsTemporarilyIfIssuerKeysAreUnreachable() throws Exception {
    String jwt = KEY.sign(claims());
    down = true;

    assertEquals(503, assertThrows(ApiException.class, () -> verify(jwt)).status());
    down = false;
    verify(jwt); // nor is it used up
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
  void refusesAlgNone(String none) {
    String jwt = KEY.sign(Map.of("alg", none, "kid", "k1"), claims());
    String unsigned = jwt.substring(0, jwt.lastIndexOf('.') + 1);

    assertRefused("the algorithm is not allowed", unsigned);
    assertRefused("the algorithm is not allowed", jwt);
  }

  @Test
  void refusesAnHmacWithThePublicKeyAsSecret() throws Exception {
    byte[] secret = RSA.keys().getPublic().getEncoded();
    String jwt = RSA.sign(Map.of("alg", "HS256", "kid", "k2"), claims());
    String input = jwt.substring(0, jwt.lastIndexOf('.'));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    byte[] tag = mac.doFinal(input.getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    assertRefused(
        "the algorithm is not allowed",
        input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(tag));
  }

  @Test
  void rejectsAlgorithmNotAllowedForIssuer() {
    ofAcme.clear();
    memory.invalidate(ACME.id());
    trust(settings(List.of("ES256"), List.of()));

    assertRefused("the algorithm is not allowed", RSA.sign(claims()));
  }

  @Test
  void rejectsAlgorithmNotMatchingKey() {
    assertRefused(
        "the signer has no matching key for this algorithm",
        KEY.sign(Map.of("alg", "RS256", "kid", "k1"), claims()));
  }

  @Test
  void rejectsEmbeddedKey() {
    assertRefused(null, FORGED.sign(Map.of("kid", "k1", "jwk", FORGED.jwk()), claims()));
    assertRefused(
        "the signer has no matching key for this algorithm",
        FORGED.sign(Map.of("kid", "forged", "jwk", FORGED.jwk()), claims()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jku", "x5u"})
  void doesNotFetchKeyUrlsFromHeader(String parameter) {
    assertRefused(
        null, FORGED.sign(Map.of("kid", "k1", parameter, "https://evil.example/jwks"), claims()));
    assertEquals(List.of("https://idp.example.com/jwks k1"), asked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../etc/passwd", "k1' or '1'='1", "k1%00", "K1", "k1 ", "", "http://evil"})
  void rejectsUnknownKid(String kid) {
    assertRefused(
        "the signer has no matching key for this algorithm",
        KEY.sign(Map.of("kid", kid), claims()));
  }

  @Test
  void rejectsOverlongKid() {
    assertRefused("kid is too long", KEY.sign(Map.of("kid", "k".repeat(600)), claims()));
  }

  @Test
  void refusesCriticalExtensions() {
    assertRefused(
        "the header parameter crit is not supported",
        KEY.sign(Map.of("kid", "k1", "crit", List.of("exp"), "exp", 1), claims()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "at+jwt",
        "application/at+jwt",
        "id+jwt",
        "logout+jwt",
        "client-authentication+jwt",
        "dpop+jwt",
        "oauth-authz-req+jwt",
        "oauth-id-jag+jwt",
        "token-introspection+jwt",
        "secevent+jwt"
      })
  void refusesEveryOtherTypeOfJwt(String type) {
    assertRefused(
        "typ is not the expected type", KEY.sign(Map.of("kid", "k1", "typ", type), claims()));
  }

  @Test
  void rejectsAssertionWithIssuerAsSubject() {
    assertRefused("sub must not be the issuer", KEY.sign(with("sub", ISSUER)));
  }

  @Test
  void rejectsOwnIssuerEvenIfRegistered() {
    trust(registered(ACME.issuer()));

    assertRefused(
        "it is not a signed JWT of a trusted issuer", KEY.sign(with("iss", ACME.issuer())));
  }

  @Test
  void rejectsUntrustedIssuer() {
    assertRefused(
        "it is not a signed JWT of a trusted issuer",
        KEY.sign(with("iss", "https://idp.example.com/")));
  }

  @Test
  void refusesAnIssuerOfAnotherTenant() {
    String jwt = KEY.sign(with("aud", GLOBEX.issuer()));

    var refusal =
        assertThrows(InvalidTokenException.class, () -> assertions.verify(GLOBEX, jwt, GRANT));
    assertEquals("it is not a signed JWT of a trusted issuer", refusal.getMessage());
  }

  @Test
  void rejectsDisabledIssuerLikeUntrustedIssuer() {
    ofAcme.clear();
    memory.invalidate(ACME.id());
    trust(settings(List.of("ES256"), List.of()).withEnabled(false));

    assertRefused("it is not a signed JWT of a trusted issuer", KEY.sign(claims()));
  }

  @Test
  void rejectsClientNotAllowedForIssuer() {
    var use = new AssertionUse(aClient().withId("other").build(), Set.of(""), true);

    var refusal =
        assertThrows(
            InvalidTokenException.class, () -> assertions.verify(ACME, KEY.sign(claims()), use));
    assertEquals(
        "the client is not allowed to present assertions of this issuer", refusal.getMessage());
  }

  @Test
  void refusesASignatureOfAnotherKey() {
    assertRefused("the signature does not match", FORGED.sign(claims()));
  }

  @Test
  void refusesAReplayedAssertion() throws Exception {
    String jwt = KEY.sign(claims());
    verify(jwt);

    assertRefused("it was already used", jwt);
    assertRefused("it was already used", RSA.sign(unchanged(jwt)));
  }

  @Test
  void requiresValidJtiForSingleUse() {
    assertRefused("the claim jti is missing", KEY.sign(without("jti")));
    assertRefused("jti must be a string of 1 to 512 characters", KEY.sign(with("jti", "")));
    assertRefused("jti must be a string of 1 to 512 characters", KEY.sign(with("jti", 7)));
    assertRefused(
        "jti must be a string of 1 to 512 characters", KEY.sign(with("jti", "j".repeat(513))));
  }

  @Test
  void rejectsExpiredAssertion() {
    assertRefused("the token has expired", KEY.sign(with("exp", NOW.getEpochSecond() - 31)));
  }

  @Test
  void rejectsAssertionWithoutValidExpiry() {
    assertRefused("the claim exp is missing", KEY.sign(without("exp")));
    assertRefused("exp is not a valid time", KEY.sign(with("exp", Long.MAX_VALUE)));
  }

  @Test
  void rejectsLifetimeBeyondIssuerMaximum() {
    assertRefused(
        "exp is too far in the future", KEY.sign(with("exp", NOW.getEpochSecond() + 700)));
    var old = claims();
    old.put("iat", NOW.getEpochSecond() - 500);
    assertRefused("the time between iat and exp is too long", KEY.sign(old));
  }

  @Test
  void rejectsAssertionFromFuture() {
    assertRefused("iat is in the future", KEY.sign(with("iat", NOW.getEpochSecond() + 31)));
    assertRefused("nbf is in the future", KEY.sign(with("nbf", NOW.getEpochSecond() + 31)));
  }

  @Test
  void refusesAnotherAudience() {
    assertRefused(
        "aud does not contain an identifier of this server",
        KEY.sign(with("aud", "https://other.example")));
    assertRefused("aud does not contain an identifier of this server", KEY.sign(without("aud")));
    assertRefused(
        "aud does not contain an identifier of this server",
        KEY.sign(with("aud", GLOBEX.issuer())));
  }

  @Test
  void rejectsAdditionalForeignAudience() {
    assertRefused(
        "aud must not contain other servers",
        KEY.sign(with("aud", List.of(ACME.issuer(), "https://other.example"))));
  }

  @Test
  void rejectsOwnIssuerIfOtherAudienceIsConfigured() {
    ofAcme.clear();
    memory.invalidate(ACME.id());
    trust(settings(List.of("ES256"), List.of("lumoauth-production")));

    assertRefused("aud does not contain an identifier of this server", KEY.sign(claims()));
  }

  @Test
  void rejectsInvalidSubject() {
    assertRefused("the claim sub is missing", KEY.sign(without("sub")));
    assertRefused("sub must be a string of 1 to 500 characters", KEY.sign(with("sub", 7)));
    assertRefused(
        "sub must be a string of 1 to 500 characters", KEY.sign(with("sub", "s".repeat(501))));
  }

  @Test
  void rejectsOverlongAssertion() {
    assertRefused(
        "it is not a signed JWT of a trusted issuer", KEY.sign(with("filler", "x".repeat(16_000))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b", "a.b.c", "e30.e30.", "a.b.c.d.e", " ", "\u0000"})
  void rejectsMalformedJwt(String text) {
    assertRefused("it is not a signed JWT of a trusted issuer", text);
  }

  private void assertRefused(String reason, String jwt) {
    var refusal = assertThrows(InvalidTokenException.class, () -> verify(jwt));
    if (reason != null) {
      assertEquals(reason, refusal.getMessage());
    }
  }

  private VerifiedAssertion verify(String jwt) throws InvalidTokenException {
    return assertions.verify(ACME, jwt, GRANT);
  }

  private void trust(TrustedIssuerDefinition settings) {
    ofAcme.add(new RegisteredIssuer("tis_" + ofAcme.size(), settings, Instant.EPOCH));
  }

  private static TrustedIssuerDefinition settings(List<String> algorithms, List<String> audiences) {
    return new TrustedIssuerDefinition(
        ISSUER,
        "IdP",
        true,
        Map.of(),
        "https://idp.example.com/jwks",
        algorithms,
        audiences,
        List.of("app"),
        List.of("documents.read"),
        TrustedIssuerDefinition.LINKED,
        List.of(),
        List.of(),
        600);
  }

  private static TrustedIssuerDefinition registered(String issuer) {
    return new TrustedIssuerDefinition(
        issuer,
        "Ourselves",
        true,
        Map.of("keys", List.of(KEY.jwk())),
        "",
        List.of("ES256"),
        List.of(),
        List.of("app"),
        List.of("documents.read"),
        TrustedIssuerDefinition.LINKED,
        List.of(),
        List.of(),
        600);
  }

  private static Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", ISSUER);
    claims.put("sub", "alice");
    claims.put("aud", ACME.issuer());
    claims.put("iat", NOW.getEpochSecond());
    claims.put("exp", NOW.getEpochSecond() + 300);
    claims.put("jti", "jti-" + made++);
    return claims;
  }

  private static Map<String, Object> with(String claim, Object value) {
    Map<String, Object> claims = claims();
    claims.put(claim, value);
    return claims;
  }

  private static Map<String, Object> without(String claim) {
    Map<String, Object> claims = claims();
    claims.remove(claim);
    return claims;
  }

  private static Map<String, Object> unchanged(String jwt) {
    return new HashMap<>(
        new DefaultForeignJwtVerifier(JcaProviderSelector.fastest(), InstantSource.fixed(NOW))
            .unverifiedClaims(jwt)
            .orElseThrow());
  }
}
