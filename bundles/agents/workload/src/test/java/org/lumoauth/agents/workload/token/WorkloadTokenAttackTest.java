/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.workload.token.WorkloadIssuerFixture.ACME;
import static org.lumoauth.agents.workload.token.WorkloadIssuerFixture.KEY;
import static org.lumoauth.agents.workload.token.WorkloadIssuerFixture.NAME;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.agent.WorkloadTokenVerifier.VerifiedWorkloadToken;
import org.lumoauth.api.agent.WorkloadTokenVerifier.WorkloadClaimMapping;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** JWTs that must never be accepted as a workload token, each with its reason. */
class WorkloadTokenAttackTest {

  private static final TestJwtSigner STRANGER = TestJwtSigner.rs256("k1");

  private final WorkloadIssuerFixture issuer = new WorkloadIssuerFixture();

  @Test
  void acceptsTokenSignedForThisServer() {
    VerifiedWorkloadToken found = verify(KEY.sign(issuer.claims())).orElseThrow();

    assertEquals("job-7", found.subject());
    assertEquals(NAME, found.issuer());
    assertFalse(found.audienceGeneric());
  }

  @Test
  void ignoresNonJwtTokens() {
    assertEquals(Optional.empty(), verify("not a JWT"));
    assertEquals(Optional.empty(), verify(""));
    assertEquals(Optional.empty(), verify("{\"method\":\"POST\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "HS256", "RS1", ""})
  void rejectsNonAsymmetricAlgorithms(String algorithm) {
    String jwt = KEY.sign(Map.of("alg", algorithm, "kid", "k1"), issuer.claims());

    assertRejected("the algorithm is not allowed", jwt);
    assertRejected("the algorithm is not allowed", jwt.substring(0, jwt.lastIndexOf('.') + 1));
  }

  @Test
  void rejectsAlgorithmsNotInRule() {
    Map<String, Object> trust = issuer.trust();
    trust.put("algorithms", List.of("ES256"));

    assertRejected("the algorithm is not allowed", KEY.sign(issuer.claims()), trust);
  }

  @Test
  void rejectsForgedSignatureWithKnownKeyId() {
    assertRejected("the signature does not match", STRANGER.sign(issuer.claims()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jku", "x5u"})
  void ignoresKeyUrlsInHeader(String parameter) {
    assertRejected(
        "the signature does not match",
        STRANGER.sign(
            Map.of("kid", "k1", parameter, "https://stranger.example/keys"), issuer.claims()));
    assertFalse(issuer.asked.contains("https://stranger.example/keys"));
  }

  @Test
  void ignoresKeyInHeader() {
    assertRejected(
        "the signature does not match",
        STRANGER.sign(Map.of("kid", "k1", "jwk", STRANGER.material()), issuer.claims()));
  }

  @Test
  void rejectsOtherAudience() {
    assertRejected(
        "aud does not contain an identifier of this server",
        KEY.sign(issuer.with("aud", "https://other.example")));
    assertRejected(
        "aud does not contain an identifier of this server",
        KEY.sign(issuer.with("aud", List.of())));
    assertRejected(
        "aud does not contain an identifier of this server",
        KEY.sign(issuer.with("aud", ACME.issuer() + "/")));
  }

  @Test
  void rejectsTokenWithFurtherAudience() {
    assertRejected(
        "aud must not contain other servers",
        KEY.sign(issuer.with("aud", List.of(ACME.issuer(), "https://other.example"))));
  }

  @Test
  void marksAudienceOtherThanIssuerAsGeneric() {
    Map<String, Object> trust = issuer.trust();
    trust.put("audiences", List.of("sts.amazonaws.com"));

    String jwt = KEY.sign(issuer.with("aud", "sts.amazonaws.com"));

    assertTrue(
        issuer
            .tokens
            .verify(ACME, jwt, trust, WorkloadClaimMapping.NONE)
            .orElseThrow()
            .audienceGeneric());
  }

  @Test
  void rejectsOtherIssuerWithoutRequest() {
    assertRejected(
        "iss is not the rule's issuer", KEY.sign(issuer.with("iss", "https://other.example")));
    assertTrue(issuer.asked.isEmpty());
  }

  @Test
  void rejectsTokensSignedByThisServer() {
    Map<String, Object> trust = issuer.trust();
    trust.put("issuer", ACME.issuer());

    assertRejected(
        "the rule has no trusted issuer", KEY.sign(issuer.with("iss", ACME.issuer())), trust);
    assertTrue(issuer.asked.isEmpty());
  }

  @Test
  void rejectsExpiredOrFutureTokens() {
    long now = issuer.now.getEpochSecond();

    assertRejected("the token has expired", KEY.sign(issuer.with("exp", now - 31)));
    assertRejected("nbf is in the future", KEY.sign(issuer.with("nbf", now + 31)));
    assertRejected("iat is in the future", KEY.sign(issuer.with("iat", now + 31)));
  }

  @Test
  void rejectsOverlongLifetime() {
    long now = issuer.now.getEpochSecond();
    Map<String, Object> old = issuer.with("iat", now - 86_400);
    old.put("exp", now + 600);

    assertRejected("exp is too far in the future", KEY.sign(issuer.with("exp", now + 86_500)));
    assertRejected("the time between iat and exp is too long", KEY.sign(old));
  }

  @ParameterizedTest
  @CsvSource({
    "iss, iss is not the rule's issuer",
    "sub, the claim sub is missing",
    "aud, aud does not contain an identifier of this server",
    "iat, the claim iat is missing",
    "exp, the claim exp is missing",
  })
  void rejectsMissingClaim(String claim, String reason) {
    Map<String, Object> claims = issuer.claims();
    claims.remove(claim);

    assertRejected(reason, KEY.sign(claims));
  }

  @ParameterizedTest
  @ValueSource(strings = {"at+jwt", "dpop+jwt", "application/at+jwt", "txntoken+jwt"})
  void rejectsOtherTokenTypes(String type) {
    assertRejected(
        "typ is not the expected type",
        KEY.sign(Map.of("kid", "k1", "typ", type), issuer.claims()));
  }

  @Test
  void rejectsDuplicateClaim() {
    String payload =
        """
        {"sub":"job-8","iss":"%s","sub":"job-7","aud":"%s","iat":%d,"exp":%d}"""
            .formatted(
                NAME,
                ACME.issuer(),
                issuer.now.getEpochSecond(),
                issuer.now.getEpochSecond() + 600);
    String jwt =
        KEY.signText(
            """
            {"alg":"RS256","kid":"k1"}""",
            payload);

    assertNothing(jwt);
  }

  @Test
  void rejectsDuplicateHeaderParameter() {
    String payload =
        """
        {"iss":"%s","sub":"job-7","aud":"%s","iat":%d,"exp":%d}"""
            .formatted(
                NAME,
                ACME.issuer(),
                issuer.now.getEpochSecond(),
                issuer.now.getEpochSecond() + 600);

    assertNothing(
        KEY.signText(
            """
            {"alg":"none","alg":"RS256","kid":"k1"}""",
            payload));
  }

  @Test
  void rejectsOtherSubject() {
    for (String subject : List.of("job-8", "job-77", "JOB-7", "job-7 ")) {
      assertRejected(
          "sub is not one of the rule's subjects", KEY.sign(issuer.with("sub", subject)));
    }
    assertRejected(
        "sub must be a string of 1 to 500 characters", KEY.sign(issuer.with("sub", " ")));
  }

  @Test
  void rejectsUnmetConditions() {
    Map<String, Object> trust = issuer.trust();
    trust.put("conditions", Map.of("/a/b", List.of("x", 1L, true)));

    for (Object value : List.of("x", 1, true)) {
      assertEquals(
          "job-7",
          issuer
              .tokens
              .verify(
                  ACME,
                  KEY.sign(issuer.with("a", Map.of("b", value))),
                  trust,
                  WorkloadClaimMapping.NONE)
              .orElseThrow()
              .subject());
    }
    for (Object value : List.of("X", "1", 2, false, List.of("x"), Map.of("x", "x"))) {
      assertRejected(
          "a claim is not the value that the rule requires",
          KEY.sign(issuer.with("a", Map.of("b", value))),
          trust);
    }
    assertRejected(
        "a claim is not the value that the rule requires", KEY.sign(issuer.with("a", "x")), trust);
    assertRejected(
        "a claim is not the value that the rule requires", KEY.sign(issuer.claims()), trust);
  }

  @Test
  void rejectsRuleWithoutRequiredMembers() {
    var mapping = new WorkloadClaimMapping(Optional.empty(), Map.of("own", "claim"), Set.of("own"));
    String jwt = KEY.sign(issuer.with("claim", "a"));

    assertRejected("the rule lacks a required member", jwt, issuer.trust(), mapping);
    Map<String, Object> trust = new HashMap<>(issuer.trust());
    trust.put("own", "a");
    assertTrue(issuer.tokens.verify(ACME, jwt, trust, mapping).isPresent());
    trust.put("own", List.of("b"));
    assertRejected("the claim claim is not the value that the rule requires", jwt, trust, mapping);
    assertRejected("the rule has no trusted issuer", jwt, Map.of());
  }

  private Optional<VerifiedWorkloadToken> verify(String jwt) {
    return issuer.tokens.verify(ACME, jwt, issuer.trust(), WorkloadClaimMapping.NONE);
  }

  private void assertRejected(String reason, String jwt) {
    assertRejected(reason, jwt, issuer.trust());
  }

  private void assertRejected(String reason, String jwt, Map<String, Object> trust) {
    assertRejected(reason, jwt, trust, WorkloadClaimMapping.NONE);
  }

  /** Whoever sent it is told no more than that it was rejected. */
  private void assertRejected(
      String reason, String jwt, Map<String, Object> trust, WorkloadClaimMapping mapping) {
    ApiException refusal =
        assertThrows(
            ApiException.class, () -> issuer.tokens.verify(ACME, jwt, trust, mapping), jwt);
    assertEquals(401, refusal.status());
    assertEquals("attestation_rejected", refusal.code());
    assertEquals(
        "The attestation is not accepted for this agent. See the server log for the reason.",
        refusal.getMessage());
    var why =
        assertThrows(
            InvalidTokenException.class, () -> issuer.tokens.read(ACME, jwt, trust, mapping));
    assertEquals(reason, why.getMessage());
  }

  /** A JWT that can't be read is no JWT. */
  private void assertNothing(String jwt) {
    assertEquals(Optional.empty(), verify(jwt));
  }
}
