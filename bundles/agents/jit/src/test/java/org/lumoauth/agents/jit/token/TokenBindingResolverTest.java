/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.jit.JitBundleFixture.ACME;
import static org.lumoauth.agents.jit.JitBundleFixture.by;
import static org.lumoauth.agents.jit.JitBundleFixture.read;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.agents.jit.JitCallerContext;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.token.KeyProofVerifier;
import org.lumoauth.api.oauth.token.TokenBindingMethod.KeyProof;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** A token that is stolen is of no use without the key that the agent proved for it. */
class TokenBindingResolverTest {

  private static final Map<String, Object> KEY = Map.of("jkt", "the key");
  private static final Map<String, String> NONCE = Map.of("DPoP-Nonce", "next");
  private static final SubjectRef AGENT = new SubjectRef(SubjectRef.AGENT, "agt_1");

  @DatabaseTest
  void bindsTheTokenToTheKeyThatTheRequestProves(TestDatabase database) throws Exception {
    var bench = new JitBundleFixture(database);
    proving(bench, new KeyProof("DPoP", KEY, NONCE));

    var fetched = fetch(bench, by("agt_1"), anOAuthRequest().build());

    assertEquals("DPoP", fetched.body().get("token_type"));
    assertEquals(Optional.of(KEY), cnf(bench, fetched));
    assertEquals(NONCE, fetched.headers());
  }

  @DatabaseTest
  void bindsTheTokenWhenWhoReadsProofsWorksAgain(TestDatabase database) throws Exception {
    var bench = new JitBundleFixture(database);
    bench.registry.withRecoveringAfterAcquire(
        KeyProofVerifier.class,
        "oauth",
        "oauth-server",
        (tenant, client, request) -> Optional.of(new KeyProof("DPoP", KEY, NONCE)));

    var fetched = fetch(bench, by("agt_1"), anOAuthRequest().build());

    assertEquals(Optional.of(KEY), cnf(bench, fetched));
  }

  @DatabaseTest
  void bindsNothingWhereNothingIsProven(TestDatabase database) throws Exception {
    var bench = new JitBundleFixture(database);
    bench.registry.with(
        KeyProofVerifier.class, "oauth", (tenant, client, request) -> Optional.empty());

    var fetched = fetch(bench, by("agt_1"), anOAuthRequest().build());

    assertEquals("Bearer", fetched.body().get("token_type"));
    assertEquals(Optional.empty(), cnf(bench, fetched));
  }

  @DatabaseTest
  void refusesAProofThatDoesNotHoldAndLeavesTheApprovalGood(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String request = ask(bench);
    bench.registry.with(
        KeyProofVerifier.class,
        "oauth",
        (tenant, client, from) -> {
          throw new OAuthException(400, "invalid_dpop_proof", "It does not hold.");
        });

    var refusal =
        assertThrows(OAuthException.class, () -> fetch(bench, by("agt_1"), request, aProof()));

    assertEquals("invalid_dpop_proof", refusal.code());
    assertFalse(bench.token(request).isEmpty());
  }

  @DatabaseTest
  void issuesNoUnboundTokenWhileTheProofVerifierIsUnavailable(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String request = ask(bench);

    var refusal =
        assertThrows(ApiException.class, () -> fetch(bench, by("agt_1"), request, aProof()));

    assertEquals("module_unavailable", refusal.code());
  }

  /** The proof that came with the bound token is used up by whoever let the caller in. */
  @DatabaseTest
  void bindsTheTokenToTheKeyOfTheTokenThatTheAgentShows(TestDatabase database) throws Exception {
    var bench = new JitBundleFixture(database);
    bench.registry.with(
        KeyProofVerifier.class,
        "oauth",
        (tenant, client, from) -> {
          throw new OAuthException(400, "invalid_dpop_proof", "It was used before.");
        });
    IssuedToken shown = shown(bench, KEY);

    var fetched = fetch(bench, calling(shown), aProofWith("DPoP " + shown.value()));

    assertEquals("DPoP", fetched.body().get("token_type"));
    assertEquals(Optional.of(KEY), cnf(bench, fetched));
  }

  @DatabaseTest
  void bindsTheTokenToTheCertificateOfTheTokenThatTheAgentShowsAndToAKey(TestDatabase database)
      throws Exception {
    var bench = new JitBundleFixture(database);
    proving(bench, new KeyProof("DPoP", KEY, NONCE));
    IssuedToken shown = shown(bench, Map.of("x5t#S256", "the certificate"));

    var fetched = fetch(bench, calling(shown), aProofWith("Bearer " + shown.value()));

    assertEquals("DPoP", fetched.body().get("token_type"));
    assertEquals(
        Optional.of(Map.of("jkt", "the key", "x5t#S256", "the certificate")), cnf(bench, fetched));
  }

  /** Who was let in by something else proved nothing of the token that comes beside it. */
  @DatabaseTest
  void bindsTheTokenToNothingOfATokenThatIsNotTheCallers(TestDatabase database) throws Exception {
    var bench = new JitBundleFixture(database);
    bench.registry.with(
        KeyProofVerifier.class, "oauth", (tenant, client, request) -> Optional.empty());
    IssuedToken other = shown(bench, KEY);

    var fetched = fetch(bench, by("agt_1"), aProofWith("DPoP " + other.value()));

    assertEquals(Optional.empty(), cnf(bench, fetched));
  }

  private static void proving(JitBundleFixture bench, KeyProof proof) {
    bench.registry.with(
        KeyProofVerifier.class, "oauth", (tenant, client, request) -> Optional.of(proof));
  }

  private static IssuedToken shown(JitBundleFixture bench, Map<String, Object> confirmation) {
    return bench.tokenService.issue(
        ACME,
        new AccessTokenIssuanceRequest(
            JitBundleFixture.client("agt_1"),
            AGENT,
            List.of(),
            Set.of(),
            List.of(),
            Duration.ofMinutes(5),
            Optional.of(confirmation),
            Map.of()));
  }

  private static JitCallerContext calling(IssuedToken shown) {
    var caller =
        new Caller(
            AGENT,
            List.of(),
            Optional.of(ACME.id()),
            Optional.empty(),
            JitBundleFixture.SHOWN,
            CredentialKind.ACCESS_TOKEN,
            shown.id());
    return new JitCallerContext(ACME, caller, JitBundleFixture.by("agt_1").by());
  }

  private static OAuthRequest aProof() {
    return aProofWith("Bearer another");
  }

  private static OAuthRequest aProofWith(String authorization) {
    return anOAuthRequest()
        .withHeader("authorization", authorization)
        .withHeader("dpop", "a proof")
        .build();
  }

  private static String ask(JitBundleFixture bench) {
    return (String) bench.ask(bench.task(), read()).get("request_id");
  }

  private static TaskTokenRequestHandler.JitTokenResponse fetch(
      JitBundleFixture bench, JitCallerContext call, OAuthRequest request) {
    return fetch(bench, call, ask(bench), request);
  }

  private static TaskTokenRequestHandler.JitTokenResponse fetch(
      JitBundleFixture bench, JitCallerContext call, String requestId, OAuthRequest request) {
    return bench.tokenDesk.token(call, requestId, null, Optional.of(request));
  }

  private static Optional<Map<String, Object>> cnf(
      JitBundleFixture bench, TaskTokenRequestHandler.JitTokenResponse fetched) throws Exception {
    return bench
        .tokenService
        .verifyForAnyAudience(ACME, (String) fetched.body().get("access_token"))
        .confirmation();
  }
}
