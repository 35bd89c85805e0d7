/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.token.ForeignJwtVerifier.JwtExpectation;
import org.lumoauth.api.token.ForeignJwtVerifier.JwtKeySource;
import org.lumoauth.api.token.ForeignJwtVerifier.VerifiedForeignJwt;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** Attacks of RFC 8725 section 2 on the verifying of JWTs that others signed. */
class DefaultForeignJwtVerifierTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final TestJwtSigner SIGNER = TestJwtSigner.es256("k1");
  private static final TestJwtSigner STRANGER = TestJwtSigner.es256("k1");
  private static final TestJwtSigner RSA = TestJwtSigner.rs256("k1");
  private static final String WRONG_ALGORITHM = "the algorithm is not allowed";
  private static final String WRONG_SIGNATURE = "the signature does not match";
  private static final String WRONG_KEY = "the signer has no matching key for this algorithm";

  private static final JwtExpectation EXPECTED =
      new JwtExpectation(
          Set.of("jwt", ""),
          Set.of("ES256", "RS256", "Ed25519", "EdDSA"),
          Optional.of("https://signer.example"),
          Set.of("https://id.example.com"),
          Set.of("jti"),
          Optional.empty(),
          Optional.of(Duration.ofMinutes(5)),
          Duration.ofSeconds(10),
          false);

  private final DefaultForeignJwtVerifier jwts =
      new DefaultForeignJwtVerifier(JcaProviderSelector.fastest(), InstantSource.fixed(NOW));

  static List<TestJwtSigner> signers() {
    return List.of(
        SIGNER, RSA, TestJwtSigner.ed25519("k1"), as(TestJwtSigner.ed25519("k1"), "EdDSA"));
  }

  @ParameterizedTest
  @MethodSource("signers")
  void verifiesSignedJwt(TestJwtSigner signer) throws Exception {
    VerifiedForeignJwt verified = verify(signer.sign(claims()), signer.jwk());

    assertEquals("https://signer.example", verified.claims().get("iss"));
    assertEquals(signer.thumbprint(), verified.thumbprint());
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE", "HS256", "ES256K", "", "es256"})
  void rejectsUnexpectedAlgorithm(String algorithm) {
    assertRefused(
        WRONG_ALGORITHM, SIGNER.sign(Map.of("alg", algorithm, "kid", "k1"), claims()), SIGNER);
  }

  @Test
  void rejectsUnsignedJwt() {
    assertRefused(WRONG_ALGORITHM, TestJwtSigner.unsigned(claims()), SIGNER);
  }

  @Test
  void rejectsSymmetricAlgorithmEvenIfExpected() {
    var expected = withAlgorithms("HS256", "none");

    assertRefused(
        WRONG_ALGORITHM, SIGNER.sign(Map.of("alg", "HS256"), claims()), SIGNER.jwk(), expected);
    assertRefused(WRONG_ALGORITHM, TestJwtSigner.unsigned(claims()), SIGNER.jwk(), expected);
  }

  @Test
  void rejectsAlgorithmOfAnotherKeyType() {
    assertRefused(WRONG_KEY, SIGNER.sign(Map.of("alg", "RS256", "kid", "k1"), claims()), SIGNER);
  }

  @Test
  void rejectsAlgorithmDifferentFromKeyAlg() {
    var jwk = new HashMap<>(SIGNER.jwk());
    jwk.put("alg", "ES384");

    assertRefused(WRONG_KEY, SIGNER.sign(claims()), jwk, EXPECTED);
  }

  @Test
  void refusesAKeyForEncryption() {
    var jwk = new HashMap<>(SIGNER.jwk());
    jwk.put("use", "enc");

    assertRefused(WRONG_KEY, SIGNER.sign(claims()), jwk, EXPECTED);
  }

  @Test
  void rejectsRegisteredPrivateKey() {
    var jwk = new HashMap<>(SIGNER.jwk());
    jwk.put("d", "AQAB");

    assertRefused(WRONG_KEY, SIGNER.sign(claims()), jwk, EXPECTED);
  }

  @Test
  void refusesASignatureOfAnotherKeyWithTheSameId() {
    assertRefused(WRONG_SIGNATURE, STRANGER.sign(claims()), SIGNER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"k2", "../../k1", "k1' OR '1'='1", "K1", "k1 ", "/dev/null"})
  void rejectsKidThatDiffersFromKey(String kid) {
    assertRefused(WRONG_KEY, SIGNER.sign(Map.of("kid", kid), claims()), SIGNER);
  }

  @Test
  void rejectsKidWithNulCharacter() {
    var header =
        """
        {"alg":"ES256","kid":"k1\\u0000"}""";

    assertRefused(WRONG_KEY, SIGNER.signText(header, payload()), SIGNER);
  }

  @Test
  void rejectsKidThatIsNotString() {
    assertRefused(
        "the header parameter kid must be a string",
        SIGNER.sign(Map.of("kid", 1), claims()),
        SIGNER);
  }

  @Test
  void rejectsMissingKidWithSeveralKeys() {
    var two = List.of(SIGNER.jwk(), TestJwtSigner.es256("k2").jwk());
    JwtKeySource keys = kid -> two;

    var refusal =
        assertThrows(
            InvalidTokenException.class,
            () -> jwts.verify(SIGNER.sign(Map.of(), claims()), keys, EXPECTED));

    assertEquals("several keys match; kid must select one", refusal.getMessage());
  }

  @Test
  void ignoresKeysInHeader() {
    for (String name : List.of("jku", "x5u")) {
      var header = Map.<String, Object>of("kid", "k1", name, "https://evil.example/keys");
      assertRefused(WRONG_SIGNATURE, STRANGER.sign(header, claims()), SIGNER);
    }
    var header = Map.<String, Object>of("kid", "k1", "jwk", STRANGER.material());
    assertRefused(WRONG_SIGNATURE, STRANGER.sign(header, claims()), SIGNER);
  }

  @Test
  void refusesCriticalParameters() {
    var header = Map.<String, Object>of("kid", "k1", "crit", List.of("exp"), "exp", 1);

    assertRefused(
        "the header parameter crit is not supported", SIGNER.sign(header, claims()), SIGNER);
  }

  @Test
  void refusesAnUnencodedPayload() {
    assertRefused(
        "the header parameter b64 is not supported",
        SIGNER.sign(Map.of("kid", "k1", "b64", false), claims()),
        SIGNER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"at+jwt", "dpop+jwt", "application/at+jwt", "jwt2", "application/application/jwt"})
  void refusesAnotherType(String type) {
    assertRefused(
        "typ is not the expected type",
        SIGNER.sign(Map.of("kid", "k1", "typ", type), claims()),
        SIGNER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "jwt", "application/jwt"})
  void acceptsEquivalentTypSpellings(String type) throws Exception {
    verify(SIGNER.sign(Map.of("kid", "k1", "typ", type), claims()), SIGNER.jwk());
  }

  @Test
  void refusesAnotherIssuer() {
    assertRefused("iss is not the expected issuer", signed("iss", "https://evil.example"), SIGNER);
  }

  @Test
  void refusesAnotherAudience() {
    assertRefused(
        "aud does not contain an identifier of this server",
        signed("aud", "https://evil.example"),
        SIGNER);
    assertRefused("aud does not contain an identifier of this server", signed("aud", 7), SIGNER);
    assertRefused(
        "aud does not contain an identifier of this server", signed("aud", List.of()), SIGNER);
  }

  @Test
  void rejectsMissingRequiredClaim() {
    var claims = claims();
    claims.remove("jti");

    assertRefused("the claim jti is missing", SIGNER.sign(claims), SIGNER);
  }

  @Test
  void rejectsExpiredJwt() {
    assertRefused("the token has expired", signed("exp", NOW.getEpochSecond() - 10), SIGNER);
  }

  @Test
  void refusesAnExpiryTooFarAhead() {
    assertRefused(
        "exp is too far in the future", signed("exp", NOW.getEpochSecond() + 311), SIGNER);
  }

  @Test
  void rejectsJwtThatIsNotYetValid() {
    assertRefused("nbf is in the future", signed("nbf", NOW.getEpochSecond() + 11), SIGNER);
    assertRefused("iat is in the future", signed("iat", NOW.getEpochSecond() + 11), SIGNER);
  }

  @Test
  void rejectsInvalidTimes() {
    assertRefused("exp is not a valid time", signed("exp", "tomorrow"), SIGNER);
    assertRefused("exp is not a valid time", signed("exp", -1), SIGNER);
    assertRefused("exp is not a valid time", signed("exp", "9.3e18"), SIGNER);
    assertRefused("exp is not a valid time", signed("exp", Long.MAX_VALUE), SIGNER);
    assertRefused("exp is not a valid time", signed("exp", 1e300), SIGNER);
  }

  @Test
  void rejectsDuplicateMember() {
    var twice = payload().replace("{", "{\"iss\":\"https://evil.example\",");

    assertRefused(
        "the payload is not a JSON object",
        SIGNER.signText(
            """
            {"alg":"ES256","kid":"k1"}""",
            twice),
        SIGNER);
  }

  @Test
  void rejectsOverlongJwt() {
    assertRefused(
        "the JWT must have at most 16384 characters", signed("x", "a".repeat(16_384)), SIGNER);
  }

  @Test
  void refusesDeepNesting() {
    var deep = "[".repeat(5000) + "]".repeat(5000);
    var jws =
        SIGNER.signText(
            """
            {"alg":"ES256","kid":"k1"}""",
            "{\"a\":" + deep + "}");

    assertRefused("the payload is not a JSON object", jws, SIGNER);
  }

  @ParameterizedTest
  @CsvSource({
    "'', not a JWS in compact form",
    "a, not a JWS in compact form",
    "a.b, not a JWS in compact form",
    "'..', not a JWS in compact form",
    "a.b.c.d.e, not a JWS in compact form",
    "é.b.c, a part is not base64url",
    "e30.e30.=, a part is not base64url",
    "e30=.e30.e30, a part is not canonical base64url",
    "e31.e30.e30, a part is not canonical base64url",
    "MQ.e30.e30, the header is not a JSON object",
  })
  void rejectsMalformedJws(String text, String reason) {
    assertRefused(reason, text, SIGNER);
  }

  @Test
  void usesEmbeddedKeyIfExpected() throws Exception {
    var jwt = SIGNER.sign(Map.of("jwk", SIGNER.material()), claims());

    assertEquals(SIGNER.thumbprint(), jwts.verify(jwt, kid -> List.of(), embedded()).thumbprint());
  }

  @Test
  void rejectsSignatureOfAnotherKeyThanEmbedded() {
    var jwt = SIGNER.sign(Map.of("jwk", STRANGER.material()), claims());

    assertRefused(WRONG_SIGNATURE, jwt, SIGNER.jwk(), embedded());
  }

  @Test
  void rejectsEmbeddedPrivateKey() {
    var jwk = new HashMap<>(SIGNER.material());
    jwk.put("d", "AQAB");

    assertRefused(
        "the key is not public",
        SIGNER.sign(Map.of("jwk", jwk), claims()),
        SIGNER.jwk(),
        embedded());
  }

  @Test
  void refusesAnEmbeddedSymmetricKey() {
    var jwk = Map.<String, Object>of("kty", "oct", "k", "AQAB");

    assertRefused(
        "the key is not public",
        SIGNER.sign(Map.of("jwk", jwk), claims()),
        SIGNER.jwk(),
        embedded());
  }

  @Test
  void refusesAnEmbeddedPointOffTheCurve() {
    var jwk = new HashMap<>(SIGNER.material());
    jwk.put("y", jwk.get("x"));

    assertRefused(
        "the key has invalid members",
        SIGNER.sign(Map.of("jwk", jwk), claims()),
        SIGNER.jwk(),
        embedded());
  }

  @Test
  void rejectsMissingEmbeddedKey() {
    assertRefused("the header has no jwk", SIGNER.sign(claims()), SIGNER.jwk(), embedded());
  }

  @Test
  void cachesDecodedKey() throws Exception {
    var cache = new ForeignPublicKeyCache(Optional.empty());

    var first = cache.get(SIGNER.jwk());

    assertEquals(first, cache.get(new HashMap<>(SIGNER.jwk())));
  }

  private void assertRefused(String reason, String jwt, TestJwtSigner signer) {
    assertRefused(reason, jwt, signer.jwk(), EXPECTED);
  }

  private void assertRefused(
      String reason, String jwt, Map<String, Object> jwk, JwtExpectation expected) {
    var refusal =
        assertThrows(
            InvalidTokenException.class, () -> jwts.verify(jwt, kid -> List.of(jwk), expected));
    assertEquals(reason, refusal.getMessage());
  }

  private VerifiedForeignJwt verify(String jwt, Map<String, Object> jwk)
      throws InvalidTokenException {
    return jwts.verify(jwt, kid -> List.of(jwk), EXPECTED);
  }

  private static TestJwtSigner as(TestJwtSigner signer, String algorithm) {
    return new TestJwtSigner(signer.keys(), algorithm, signer.kid());
  }

  private static String signed(String name, Object value) {
    var claims = claims();
    claims.put(name, value);
    return SIGNER.sign(claims);
  }

  private static Map<String, Object> claims() {
    var claims = new HashMap<String, Object>();
    claims.put("iss", "https://signer.example");
    claims.put("aud", "https://id.example.com");
    claims.put("jti", "one");
    claims.put("exp", NOW.getEpochSecond() + 60);
    return claims;
  }

  private static String payload() {
    return """
        {"iss":"https://signer.example","aud":"https://id.example.com","jti":"one",
         "exp":1800000060}""";
  }

  private static JwtExpectation withAlgorithms(String... algorithms) {
    return new JwtExpectation(
        EXPECTED.types(),
        Set.of(algorithms),
        EXPECTED.issuer(),
        EXPECTED.audience(),
        EXPECTED.required(),
        EXPECTED.maxAge(),
        EXPECTED.maxLifetime(),
        EXPECTED.skew(),
        false);
  }

  private static JwtExpectation embedded() {
    return new JwtExpectation(
        EXPECTED.types(),
        EXPECTED.algorithms(),
        EXPECTED.issuer(),
        EXPECTED.audience(),
        EXPECTED.required(),
        EXPECTED.maxAge(),
        EXPECTED.maxLifetime(),
        EXPECTED.skew(),
        true);
  }
}
