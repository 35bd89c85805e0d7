/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dpop;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.dpop.DpopServerFixture.ACME;
import static org.lumoauth.oauth.dpop.DpopServerFixture.KEY;
import static org.lumoauth.oauth.dpop.DpopServerFixture.OTHER;
import static org.lumoauth.oauth.dpop.DpopServerFixture.TOKEN_URL;
import static org.lumoauth.oauth.dpop.DpopServerFixture.proof;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.token.TokenBindingMethod.KeyProof;
import org.lumoauth.testkit.builder.TestJwtSigner;

class DpopTokenBindingMethodTest {

  private final DpopServerFixture world = new DpopServerFixture();
  private final DpopTokenBindingMethod binding =
      new DpopTokenBindingMethod(world.proofs, world.nonces);

  @Test
  void bindsTokenToProofKey() {
    KeyProof proof = prove(proof(world.claims())).orElseThrow();

    assertEquals("DPoP", proof.tokenType());
    assertEquals(Map.of("jkt", KEY.thumbprint()), proof.confirmation());
    assertNotNull(proof.responseHeaders().get("DPoP-Nonce"));
  }

  @Test
  void acceptsEd25519Proof() {
    var key = TestJwtSigner.ed25519("x");

    assertEquals(
        Map.of("jkt", key.thumbprint()),
        prove(proof(key, world.claims())).orElseThrow().confirmation());
  }

  @Test
  void acceptsUnboundClientWithoutProof() {
    assertEquals(
        Optional.empty(), binding.prove(ACME, aClient().build(), anOAuthRequest().build()));
  }

  @Test
  void requiresProofFromClientWithBoundTokens() {
    var client = aClient().with("dpop_bound_access_tokens", true).build();

    var refusal =
        assertThrows(
            OAuthException.class, () -> binding.prove(ACME, client, anOAuthRequest().build()));

    assertEquals("invalid_request", refusal.code()); // there is no proof that would not hold
    assertEquals(
        "The client must send a DPoP proof in the header DPoP (RFC 9449).", refusal.getMessage());
  }

  @Test
  void refusesAReplayedProof() {
    String proof = proof(world.claims());
    prove(proof);

    assertRefused("The DPoP proof was already used.", proof);
  }

  @Test
  void refusesAReplayedIdInAnotherProofOfTheSameKey() {
    prove(proof(world.claims("jti", "the-very-same-id-1")));

    assertRefused(
        "The DPoP proof was already used.", proof(world.claims("jti", "the-very-same-id-1")));
  }

  @Test
  void retainsJtiUntilProofExpires() {
    String early = proof(world.claims("iat", world.now.getEpochSecond() + 60));
    prove(early);
    world.later(Duration.ofSeconds(119));

    assertRefused("The DPoP proof was already used.", early);
  }

  @Test
  void doesNotConsumeJtiOfRejectedProof() {
    var claims = world.claims("htm", "GET");
    assertRefused("The htm claim must be the method of the request.", proof(claims));
    claims.put("htm", "POST");

    assertTrue(prove(proof(claims)).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "post", "Post", "POST ", ""})
  void refusesAProofForAnotherMethod(String method) {
    assertRefused(
        "The htm claim must be the method of the request.", proof(world.claims("htm", method)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/t/acme/api/v1/oauth/token",
        "http://id.example.com/t/acme/api/v1/oauth/token",
        "https://id.example.com:8443/t/acme/api/v1/oauth/token",
        "https://id.example.com/t/acme/api/v1/oauth/TOKEN",
        "https://id.example.com/t/acme/api/v1/oauth/token/",
        "https://id.example.com/t/acme/api/v1/oauth%2Ftoken",
        "https://id.example.com/t/other/api/v1/oauth/token",
        "https://id.example.com@evil.example/t/acme/api/v1/oauth/token",
        "https://user@id.example.com/t/acme/api/v1/oauth/token",
        "/t/acme/api/v1/oauth/token",
        "https://id.example.com/ bad",
        ""
      })
  void refusesAProofForAnotherUri(String uri) {
    assertRefused("The htu claim must be the URI of the request.", proof(world.claims("htu", uri)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://id.example.com/t/acme/api/v1/oauth/token",
        "HTTPS://ID.example.COM/t/acme/api/v1/oauth/token",
        "https://id.example.com:443/t/acme/api/v1/oauth/token",
        "https://id.example.com/t/acme/api/v1/oauth/token?a=b#c",
        "https://id.example.com/t/acme/api/v1/oauth/%74oken",
        "https://id.example.com/t/acme/api/v1/x/../oauth/./token",
        "https://id.example.com/orgs/acme/api/v1/oauth/token",
        "https://ID.example.com:443/orgs/acme/api/v1/oauth/token?a=b"
      })
  void acceptsEquivalentHtuSpellings(String uri) {
    assertTrue(prove(proof(world.claims("htu", uri))).isPresent());
  }

  @Test
  void refusesAProofFromThePast() {
    assertRefused(
        "The DPoP proof is invalid: iat is too far in the past.",
        proof(world.claims("iat", world.now.getEpochSecond() - 61)));
  }

  @Test
  void refusesAProofFromTheFuture() {
    assertRefused(
        "The DPoP proof is invalid: iat is in the future.",
        proof(world.claims("iat", world.now.getEpochSecond() + 61)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jti", "htm", "htu", "iat"})
  void rejectsProofWithoutRequiredClaim(String name) {
    assertRefused(
        "The DPoP proof is invalid: the claim " + name + " is missing.",
        proof(world.claims(name, null)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 256})
  void acceptsJtiUpToMaximumLength(int length) { // RFC 9449 section 4.3 names no minimum
    assertTrue(prove(proof(world.claims("jti", "j".repeat(length)))).isPresent());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 257})
  void rejectsEmptyOrOverlongJti(int length) {
    assertRefused(
        "The jti claim must be a string of 1 to 256 characters.",
        proof(world.claims("jti", "j".repeat(length))));
  }

  @Test
  void refusesAReplayedShortId() {
    prove(proof(world.claims("jti", "1")));

    assertRefused("The DPoP proof was already used.", proof(world.claims("jti", "1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "HS256", "ES256K"})
  void rejectsUnsupportedAlgorithm(String algorithm) {
    var header = Map.of("typ", "dpop+jwt", "jwk", KEY.material(), "alg", algorithm);

    assertRefused(
        "The DPoP proof is invalid: the algorithm is not allowed.",
        KEY.sign(header, world.claims()));
  }

  @Test
  void rejectsPrivateJwk() {
    var jwk = new HashMap<>(KEY.material());
    jwk.put("d", "AQAB");

    assertRefused(
        "The DPoP proof is invalid: the key is not public.",
        KEY.sign(Map.of("typ", "dpop+jwt", "jwk", jwk), world.claims()));
  }

  @Test
  void refusesASymmetricKey() {
    var jwk = Map.<String, Object>of("kty", "oct", "k", "c2VjcmV0");

    assertRefused(
        "The DPoP proof is invalid: the key is not public.",
        KEY.sign(Map.of("typ", "dpop+jwt", "jwk", jwk), world.claims()));
  }

  @Test
  void rejectsProofNotSignedByEmbeddedKey() {
    assertRefused(
        "The DPoP proof is invalid: the signature does not match.",
        KEY.sign(Map.of("typ", "dpop+jwt", "jwk", OTHER.material()), world.claims()));
  }

  @Test
  void refusesAnotherKindOfJwt() {
    assertRefused(
        "The DPoP proof is invalid: typ is not the expected type.",
        KEY.sign(Map.of("typ", "JWT", "jwk", KEY.material()), world.claims()));
  }

  @Test
  void refusesTwoProofs() {
    var request =
        anOAuthRequest()
            .withHeader("DPoP", proof(world.claims()))
            .withHeader("DPoP", proof(world.claims()))
            .build();

    var refusal =
        assertThrows(OAuthException.class, () -> binding.prove(ACME, aClient().build(), request));

    assertEquals("The request must contain exactly one DPoP header.", refusal.getMessage());
  }

  @Test
  void demandsNonceAndAcceptsIt() {
    world.requireNonce();
    OAuthException refusal = refusal(proof(world.claims()));

    assertEquals(400, refusal.status());
    assertEquals("use_dpop_nonce", refusal.code());
    String nonce = refusal.headers().get("DPoP-Nonce");
    assertTrue(prove(proof(world.claims("nonce", nonce))).isPresent());
  }

  /** So that nothing else of the request is used up. */
  @Test
  void demandsNonceBeforeClientAuthentication() {
    world.requireNonce();
    var without = request(proof(world.claims()));
    var refusal = assertThrows(OAuthException.class, () -> binding.requireNonce(ACME, without));

    assertEquals("use_dpop_nonce", refusal.code());
    String nonce = refusal.headers().get("DPoP-Nonce");
    String proof = proof(world.claims("nonce", nonce));
    assertDoesNotThrow(() -> binding.requireNonce(ACME, request(proof)));
    assertTrue(prove(proof).isPresent(), "it was not used up");
  }

  @Test
  void nonceCheckIgnoresOtherJwtTypes() {
    var claims = world.claims("nonce", "of-an-id-token");
    claims.remove("htu");

    assertDoesNotThrow(() -> binding.requireNonce(ACME, request(proof(claims))));
    assertEquals("invalid_dpop_proof", refusal(proof(claims)).code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "x.y.z", "e30.e30", "bnVsbA.bnVsbA.x"})
  void nonceCheckIgnoresMalformedProof(String text) {
    assertDoesNotThrow(() -> binding.requireNonce(ACME, request(text)));
    assertDoesNotThrow(() -> binding.requireNonce(ACME, anOAuthRequest().build()));
  }

  @Test
  void rejectsExpiredNonce() {
    String nonce = world.nonces.current(ACME);
    world.later(Duration.ofMinutes(7));

    assertEquals("use_dpop_nonce", refusal(proof(world.claims("nonce", nonce))).code());
  }

  @Test
  void refusesANonceOfAnotherTenant() {
    String nonce = world.nonces.current(aTenant("other").build());

    assertEquals("use_dpop_nonce", refusal(proof(world.claims("nonce", nonce))).code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"made-up", "", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void rejectsForgedNonce(String nonce) {
    assertEquals("use_dpop_nonce", refusal(proof(world.claims("nonce", nonce))).code());
  }

  @Test
  void rejectsNonceThatIsNotString() {
    assertEquals("use_dpop_nonce", refusal(proof(world.claims("nonce", List.of(1)))).code());
  }

  private Optional<KeyProof> prove(String proof) {
    return binding.prove(ACME, aClient().build(), request(proof));
  }

  private static OAuthRequest request(String proof) {
    return anOAuthRequest().to(TOKEN_URL).withHeader("DPoP", proof).build();
  }

  private void assertRefused(String reason, String proof) {
    OAuthException refusal = refusal(proof);
    assertEquals("invalid_dpop_proof", refusal.code());
    assertEquals(reason, refusal.getMessage());
  }

  private OAuthException refusal(String proof) {
    return assertThrows(OAuthException.class, () -> prove(proof));
  }
}
