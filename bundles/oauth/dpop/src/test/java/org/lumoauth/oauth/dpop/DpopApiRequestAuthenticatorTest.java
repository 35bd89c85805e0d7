/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dpop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.dpop.DpopServerFixture.ACME;
import static org.lumoauth.oauth.dpop.DpopServerFixture.KEY;
import static org.lumoauth.oauth.dpop.DpopServerFixture.OTHER;
import static org.lumoauth.oauth.dpop.DpopServerFixture.proof;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.directory.CredentialAbuseKind;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenConfirmationVerifier;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.builder.TestJwtSigner;
import org.lumoauth.testkit.contract.authn.RequestAuthenticatorContract;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

class DpopApiRequestAuthenticatorTest extends RequestAuthenticatorContract {

  private static final String URL = ACME.issuer() + "/me";

  private final DpopServerFixture world = new DpopServerFixture();
  private final FakeTokenService tokens = new FakeTokenService();
  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final FakeSubjectDirectory subjects = new FakeSubjectDirectory();
  private final DpopApiRequestAuthenticator authenticator =
      new DpopApiRequestAuthenticator(
          tokens, new FakeTenantRegistry(), subjects, world.proofs, world.nonces, registry);

  @Override
  protected RequestAuthenticator authenticator() {
    return authenticator;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected HttpRequestView authentic() {
    String token = token(Map.of("jkt", KEY.thumbprint()));
    return request(token, proof(claims(token)));
  }

  @Override
  protected SubjectRef subject() {
    return aClient().build().subject();
  }

  @Override
  protected HttpRequestView forged() {
    return request("acme.tok_forged", proof(claims("acme.tok_forged")));
  }

  @Test
  void returnsOnBehalfOfChain() {
    var user = new SubjectRef(SubjectRef.USER, "usr_1");
    subjects.actingFor(ACME, subject(), user);

    assertEquals(List.of(user), authenticate(authentic()).onBehalfOf());
  }

  @Test
  void refusesAReplayedProof() {
    HttpRequestView request = authentic();
    authenticate(request);

    assertRefused("The DPoP proof was already used.", request);
  }

  @Test
  void rejectsProofSignedByAnotherKey() {
    String token = token(Map.of("jkt", KEY.thumbprint()));

    assertRefused(
        "The access token is bound to a different key.",
        request(token, proof(OTHER, claims(token))));
  }

  @Test
  void reportsFailedProofButNotMissingNonce() {
    String token = token(Map.of("jkt", KEY.thumbprint()));
    HttpRequestView stolen = request(token, proof(OTHER, claims(token)));
    assertThrows(OAuthException.class, () -> authenticate(stolen));
    world.requireNonce();
    assertThrows(OAuthException.class, () -> authenticate(authentic()));

    assertEquals(
        List.of(
            new FakeSubjectDirectory.RecordedCredentialAbuse(
                subject(), CredentialAbuseKind.PROOF_FAILED, stolen.remoteAddress())),
        subjects.misuses());
  }

  @Test
  void refusesAProofWithoutTheHashOfTheToken() {
    String token = token(Map.of("jkt", KEY.thumbprint()));
    var claims = claims(token);
    claims.remove("ath");

    assertRefused(
        "The ath claim must be the hash of the access token.", request(token, proof(claims)));
  }

  @Test
  void refusesAProofForAnotherToken() {
    String token = token(Map.of("jkt", KEY.thumbprint()));

    assertRefused(
        "The ath claim must be the hash of the access token.",
        request(token, proof(claims("another token"))));
  }

  @Test
  void refusesATokenWithoutAProof() {
    String token = token(Map.of("jkt", KEY.thumbprint()));
    var request = aRequest().to(URL).withHeader("Authorization", "DPoP " + token).build();

    assertRefused("The request must contain exactly one DPoP header.", request);
  }

  @Test
  void rejectsUnboundTokenWithDpopScheme() {
    String token = token(Map.of());

    assertThrows(ApiException.class, () -> authenticate(request(token, proof(claims(token)))));
  }

  @Test
  void challengesWithItsAlgorithmsAndANonce() {
    world.requireNonce();
    OAuthException refusal = assertThrows(OAuthException.class, () -> authenticate(authentic()));

    assertEquals(401, refusal.status());
    assertEquals("use_dpop_nonce", refusal.code());
    String challenge = refusal.headers().get("WWW-Authenticate");
    assertTrue(challenge.startsWith("DPoP "), challenge);
    assertTrue(challenge.contains("error=\"use_dpop_nonce\""), challenge);
    assertTrue(challenge.contains("algs=\"ES256 "), challenge);
    assertTrue(world.nonces.isValid(ACME, refusal.headers().get("DPoP-Nonce")));
  }

  @Test
  void refusesAProofFromThePast() {
    HttpRequestView request = authentic();
    world.later(Duration.ofSeconds(61));

    assertRefused("The DPoP proof is invalid: iat is too far in the past.", request);
  }

  @Test
  void rejectsTokenWithUnverifiableBinding() {
    String token = token(Map.of("jkt", KEY.thumbprint(), "x5t#S256", "abc"));

    var refusal =
        assertThrows(ApiException.class, () -> authenticate(request(token, proof(claims(token)))));

    assertEquals(401, refusal.status());
    assertEquals("invalid_token", refusal.code());
    assertEquals(
        "The access token is invalid, expired or revoked. Get a new one.", refusal.getMessage());
  }

  @Test
  void delegatesOtherBindingToItsVerifier() {
    String token = token(Map.of("jkt", KEY.thumbprint(), "x5t#S256", "abc"));
    TokenConfirmationVerifier strict =
        (tenant, value, request) -> {
          throw new InvalidTokenException("no", false);
        };
    TokenConfirmationVerifier lenient = (tenant, value, request) -> assertEquals("abc", value);

    registry.with(TokenConfirmationVerifier.class, "x5t#S256", strict);
    assertThrows(ApiException.class, () -> authenticate(request(token, proof(claims(token)))));
    registry.with(TokenConfirmationVerifier.class, "x5t#S256", lenient);
    assertEquals(subject(), authenticate(request(token, proof(claims(token)))).subject());
    assertEquals(0, registry.openLeases());
  }

  private Map<String, Object> claims(String token) {
    var claims = world.claims("ath", TestJwtSigner.hash(token));
    claims.put("htm", "GET");
    claims.put("htu", URL);
    return claims;
  }

  private String token(Map<String, Object> confirmation) {
    var client = aClient().build();
    return tokens
        .issue(
            ACME,
            new AccessTokenIssuanceRequest(
                client,
                client.subject(),
                List.of(),
                Set.of("documents.read"),
                List.of(),
                Duration.ofHours(1),
                confirmation.isEmpty() ? Optional.empty() : Optional.of(confirmation),
                Map.of()))
        .value();
  }

  private static HttpRequestView request(String token, String proof) {
    return aRequest()
        .to(URL)
        .withHeader("Authorization", "DPoP " + token)
        .withHeader("DPoP", proof)
        .build();
  }

  private Caller authenticate(HttpRequestView request) {
    return authenticator.authenticate(Optional.of(ACME), request).orElseThrow();
  }

  private void assertRefused(String reason, HttpRequestView request) {
    var refusal = assertThrows(OAuthException.class, () -> authenticate(request));
    assertEquals(401, refusal.status());
    assertEquals("invalid_dpop_proof", refusal.code());
    assertEquals(reason, refusal.getMessage());
  }
}
