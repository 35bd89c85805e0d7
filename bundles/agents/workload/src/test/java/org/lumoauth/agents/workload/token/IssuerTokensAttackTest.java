package org.lumoauth.agents.workload.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.workload.token.Issuer.ACME;
import static org.lumoauth.agents.workload.token.Issuer.KEY;
import static org.lumoauth.agents.workload.token.Issuer.NAME;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.agent.WorkloadTokens.Attested;
import org.lumoauth.api.agent.WorkloadTokens.Mapping;
import org.lumoauth.api.web.Problem;
import org.lumoauth.testkit.builder.JwtSigner;

/** What must never be taken for a token of a workload, each case with its reason. */
class IssuerTokensAttackTest {

  private static final JwtSigner STRANGER = JwtSigner.rs256("k1");

  private final Issuer issuer = new Issuer();

  @Test
  void takesWhatTheIssuerSignedForThisServer() {
    Attested found = verify(KEY.sign(issuer.claims())).orElseThrow();

    assertEquals("job-7", found.subject());
    assertEquals(NAME, found.issuer());
    assertFalse(found.audienceGeneric());
  }

  @Test
  void leavesWhatIsNoJwtToOthers() {
    assertEquals(Optional.empty(), verify("not a JWT"));
    assertEquals(Optional.empty(), verify(""));
    assertEquals(Optional.empty(), verify("{\"method\":\"POST\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "HS256", "RS1", ""})
  void refusesAlgorithmsThatAreNotAsymmetric(String algorithm) {
    String jwt = KEY.sign(Map.of("alg", algorithm, "kid", "k1"), issuer.claims());

    assertRejected(jwt);
    assertRejected(jwt.substring(0, jwt.lastIndexOf('.') + 1));
  }

  @Test
  void refusesAnAlgorithmThatTheRuleDoesNotName() {
    Map<String, Object> trust = issuer.trust();
    trust.put("algorithms", List.of("ES256"));

    assertRejected(KEY.sign(issuer.claims()), trust);
  }

  @Test
  void refusesAStrangersSignatureUnderTheIssuersKid() {
    assertRejected(STRANGER.sign(issuer.claims()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jku", "x5u"})
  void asksNoAddressThatStandsInAHeader(String parameter) {
    assertRejected(
        STRANGER.sign(
            Map.of("kid", "k1", parameter, "https://stranger.example/keys"), issuer.claims()));
    assertFalse(issuer.asked.contains("https://stranger.example/keys"));
  }

  @Test
  void takesNoKeyFromAHeader() {
    assertRejected(STRANGER.sign(Map.of("kid", "k1", "jwk", STRANGER.material()), issuer.claims()));
  }

  @Test
  void refusesAnAudienceThatIsNotNamed() {
    assertRejected(KEY.sign(issuer.with("aud", "https://other.example")));
    assertRejected(KEY.sign(issuer.with("aud", List.of())));
    assertRejected(KEY.sign(issuer.with("aud", ACME.issuer() + "/")));
  }

  @Test
  void refusesATokenThatAnotherServerTakesToo() {
    assertRejected(KEY.sign(issuer.with("aud", List.of(ACME.issuer(), "https://other.example"))));
  }

  @Test
  void saysThatTheAudienceIsNotThisServersOwn() {
    Map<String, Object> trust = issuer.trust();
    trust.put("audiences", List.of("sts.amazonaws.com"));

    String jwt = KEY.sign(issuer.with("aud", "sts.amazonaws.com"));

    assertTrue(
        issuer.tokens.verify(ACME, jwt, trust, Mapping.NONE).orElseThrow().audienceGeneric());
  }

  @Test
  void refusesAnotherIssuerAndAsksNobody() {
    assertRejected(KEY.sign(issuer.with("iss", "https://other.example")));
    assertTrue(issuer.asked.isEmpty());
  }

  @Test
  void refusesWhatThisServerSignedItself() {
    Map<String, Object> trust = issuer.trust();
    trust.put("issuer", ACME.issuer());

    assertRejected(KEY.sign(issuer.with("iss", ACME.issuer())), trust);
    assertTrue(issuer.asked.isEmpty());
  }

  @Test
  void refusesWhatIsOverOrHasNotBegun() {
    long now = issuer.now.getEpochSecond();

    assertRejected(KEY.sign(issuer.with("exp", now - 31)));
    assertRejected(KEY.sign(issuer.with("nbf", now + 31)));
    assertRejected(KEY.sign(issuer.with("iat", now + 31)));
  }

  @Test
  void refusesWhatLivesTooLong() {
    long now = issuer.now.getEpochSecond();
    Map<String, Object> old = issuer.with("iat", now - 86_400);
    old.put("exp", now + 600);

    assertRejected(KEY.sign(issuer.with("exp", now + 86_500)));
    assertRejected(KEY.sign(old));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "sub", "aud", "iat", "exp"})
  void refusesWhatLacksAClaim(String claim) {
    Map<String, Object> claims = issuer.claims();
    claims.remove(claim);

    assertRejected(KEY.sign(claims));
  }

  @ParameterizedTest
  @ValueSource(strings = {"at+jwt", "dpop+jwt", "application/at+jwt", "txntoken+jwt"})
  void refusesAnotherKindOfJwt(String type) {
    assertRejected(KEY.sign(Map.of("kid", "k1", "typ", type), issuer.claims()));
  }

  @Test
  void refusesAClaimThatIsThereTwice() {
    String payload =
        "{\"sub\":\"job-8\",\"iss\":\"%s\",\"sub\":\"job-7\",\"aud\":\"%s\",\"iat\":%d,\"exp\":%d}"
            .formatted(
                NAME,
                ACME.issuer(),
                issuer.now.getEpochSecond(),
                issuer.now.getEpochSecond() + 600);
    String jwt = KEY.signText("{\"alg\":\"RS256\",\"kid\":\"k1\"}", payload);

    assertNothing(jwt);
  }

  @Test
  void refusesAHeaderThatSaysSomethingTwice() {
    String payload =
        "{\"iss\":\"%s\",\"sub\":\"job-7\",\"aud\":\"%s\",\"iat\":%d,\"exp\":%d}"
            .formatted(
                NAME,
                ACME.issuer(),
                issuer.now.getEpochSecond(),
                issuer.now.getEpochSecond() + 600);

    assertNothing(KEY.signText("{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"k1\"}", payload));
  }

  @Test
  void refusesAnotherSubject() {
    for (String subject : List.of("job-8", "job-77", "JOB-7", "job-7 ", " ")) {
      assertRejected(KEY.sign(issuer.with("sub", subject)));
    }
  }

  @Test
  void refusesWhereAConditionDoesNotHold() {
    Map<String, Object> trust = issuer.trust();
    trust.put("conditions", Map.of("/a/b", List.of("x", 1L, true)));

    for (Object value : List.of("x", 1, true)) {
      assertEquals(
          "job-7",
          issuer
              .tokens
              .verify(ACME, KEY.sign(issuer.with("a", Map.of("b", value))), trust, Mapping.NONE)
              .orElseThrow()
              .subject());
    }
    for (Object value : List.of("X", "1", 2, false, List.of("x"), Map.of("x", "x"))) {
      assertRejected(KEY.sign(issuer.with("a", Map.of("b", value))), trust);
    }
    assertRejected(KEY.sign(issuer.with("a", "x")), trust);
    assertRejected(KEY.sign(issuer.claims()), trust);
  }

  @Test
  void trustsNobodyByARuleThatLacksWhatItMustSay() {
    var mapping = new Mapping(Optional.empty(), Map.of("own", "claim"), Set.of("own"));
    String jwt = KEY.sign(issuer.with("claim", "a"));

    assertThrows(Problem.class, () -> issuer.tokens.verify(ACME, jwt, issuer.trust(), mapping));
    Map<String, Object> trust = new HashMap<>(issuer.trust());
    trust.put("own", "a");
    assertTrue(issuer.tokens.verify(ACME, jwt, trust, mapping).isPresent());
    trust.put("own", List.of("b"));
    assertThrows(Problem.class, () -> issuer.tokens.verify(ACME, jwt, trust, mapping));
    assertRejected(jwt, Map.of());
  }

  private Optional<Attested> verify(String jwt) {
    return issuer.tokens.verify(ACME, jwt, issuer.trust(), Mapping.NONE);
  }

  private void assertRejected(String jwt) {
    assertRejected(jwt, issuer.trust());
  }

  /** A JWT that can't be read is no JWT. */
  private void assertNothing(String jwt) {
    assertEquals(Optional.empty(), verify(jwt));
  }

  private void assertRejected(String jwt, Map<String, Object> trust) {
    Problem refusal =
        assertThrows(
            Problem.class, () -> issuer.tokens.verify(ACME, jwt, trust, Mapping.NONE), jwt);
    assertEquals(401, refusal.status());
    assertEquals("attestation_rejected", refusal.code());
  }
}
