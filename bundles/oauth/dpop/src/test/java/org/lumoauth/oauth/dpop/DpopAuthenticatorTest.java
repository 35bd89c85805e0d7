package org.lumoauth.oauth.dpop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.dpop.World.ACME;
import static org.lumoauth.oauth.dpop.World.KEY;
import static org.lumoauth.oauth.dpop.World.OTHER;
import static org.lumoauth.oauth.dpop.World.proof;
import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aRequest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Authenticator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.directory.Misuse;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenConfirmation;
import org.lumoauth.api.web.Problem;
import org.lumoauth.testkit.builder.JwtSigner;
import org.lumoauth.testkit.contract.AuthenticatorContract;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.FakeTokenService;

class DpopAuthenticatorTest extends AuthenticatorContract {

  private static final String URL = ACME.issuer() + "/me";

  private final World world = new World();
  private final FakeTokenService tokens = new FakeTokenService();
  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final FakeSubjects subjects = new FakeSubjects();
  private final DpopAuthenticator authenticator =
      new DpopAuthenticator(
          tokens, new FakeTenantRegistry(), subjects, world.proofs, world.nonces, registry);

  @Override
  protected Authenticator authenticator() {
    return authenticator;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected RequestView authentic() {
    String token = token(Map.of("jkt", KEY.thumbprint()));
    return request(token, proof(claims(token)));
  }

  @Override
  protected SubjectRef subject() {
    return aClient().build().subject();
  }

  @Override
  protected RequestView forged() {
    return request("acme.tok_forged", proof(claims("acme.tok_forged")));
  }

  @Test
  void saysForWhomTheSubjectActs() {
    var user = new SubjectRef(SubjectRef.USER, "usr_1");
    subjects.actingFor(ACME, subject(), user);

    assertEquals(List.of(user), authenticate(authentic()).onBehalfOf());
  }

  @Test
  void refusesAReplayedProof() {
    RequestView request = authentic();
    authenticate(request);

    assertRefused("The DPoP proof was used before.", request);
  }

  @Test
  void refusesAProofOfAnotherKey() {
    String token = token(Map.of("jkt", KEY.thumbprint()));

    assertRefused(
        "The access token is bound to another key.", request(token, proof(OTHER, claims(token))));
  }

  @Test
  void saysOfTheSubjectThatAProofDidNotHoldAndNotThatItLacksANonce() {
    String token = token(Map.of("jkt", KEY.thumbprint()));
    RequestView stolen = request(token, proof(OTHER, claims(token)));
    assertThrows(OAuthError.class, () -> authenticate(stolen));
    world.requireNonce();
    assertThrows(OAuthError.class, () -> authenticate(authentic()));

    assertEquals(
        List.of(new FakeSubjects.Misused(subject(), Misuse.PROOF_FAILED, stolen.remoteAddress())),
        subjects.misuses());
  }

  @Test
  void refusesAProofWithoutTheHashOfTheToken() {
    String token = token(Map.of("jkt", KEY.thumbprint()));
    var claims = claims(token);
    claims.remove("ath");

    assertRefused("ath is not of the access token.", request(token, proof(claims)));
  }

  @Test
  void refusesAProofForAnotherToken() {
    String token = token(Map.of("jkt", KEY.thumbprint()));

    assertRefused(
        "ath is not of the access token.", request(token, proof(claims("another token"))));
  }

  @Test
  void refusesATokenWithoutAProof() {
    String token = token(Map.of("jkt", KEY.thumbprint()));
    var request = aRequest().to(URL).withHeader("Authorization", "DPoP " + token).build();

    assertRefused("The request needs exactly one DPoP header.", request);
  }

  @Test
  void refusesABearerTokenAsIfItWereBound() {
    String token = token(Map.of());

    assertThrows(Problem.class, () -> authenticate(request(token, proof(claims(token)))));
  }

  @Test
  void challengesWithItsAlgorithmsAndANonce() {
    world.requireNonce();
    OAuthError refusal = assertThrows(OAuthError.class, () -> authenticate(authentic()));

    assertEquals(401, refusal.status());
    assertEquals("use_dpop_nonce", refusal.code());
    String challenge = refusal.headers().get("WWW-Authenticate");
    assertTrue(challenge.startsWith("DPoP "), challenge);
    assertTrue(challenge.contains("error=\"use_dpop_nonce\""), challenge);
    assertTrue(challenge.contains("algs=\"ES256 "), challenge);
    assertTrue(world.nonces.holds(ACME, refusal.headers().get("DPoP-Nonce")));
  }

  @Test
  void refusesAProofFromThePast() {
    RequestView request = authentic();
    world.later(Duration.ofSeconds(61));

    assertRefused("The DPoP proof does not hold: iat is too long ago.", request);
  }

  @Test
  void refusesATokenWithABindingThatNobodyChecks() {
    String token = token(Map.of("jkt", KEY.thumbprint(), "x5t#S256", "abc"));

    var refusal =
        assertThrows(Problem.class, () -> authenticate(request(token, proof(claims(token)))));

    assertEquals(401, refusal.status());
    assertEquals("invalid_token", refusal.code());
    assertEquals(
        "The access token is invalid, expired or revoked; get a new one.", refusal.getMessage());
  }

  @Test
  void letsTheOtherBindingBeCheckedByItsModule() {
    String token = token(Map.of("jkt", KEY.thumbprint(), "x5t#S256", "abc"));
    TokenConfirmation strict =
        (tenant, value, request) -> {
          throw new InvalidTokenException("no", false);
        };
    TokenConfirmation lenient = (tenant, value, request) -> assertEquals("abc", value);

    registry.with(TokenConfirmation.class, "x5t#S256", strict);
    assertThrows(Problem.class, () -> authenticate(request(token, proof(claims(token)))));
    registry.with(TokenConfirmation.class, "x5t#S256", lenient);
    assertEquals(subject(), authenticate(request(token, proof(claims(token)))).subject());
    assertEquals(0, registry.openLeases());
  }

  private Map<String, Object> claims(String token) {
    var claims = world.claims("ath", JwtSigner.hash(token));
    claims.put("htm", "GET");
    claims.put("htu", URL);
    return claims;
  }

  private String token(Map<String, Object> confirmation) {
    var client = aClient().build();
    return tokens
        .issue(
            ACME,
            new AccessTokenRequest(
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

  private static RequestView request(String token, String proof) {
    return aRequest()
        .to(URL)
        .withHeader("Authorization", "DPoP " + token)
        .withHeader("DPoP", proof)
        .build();
  }

  private Caller authenticate(RequestView request) {
    return authenticator.authenticate(Optional.of(ACME), request).orElseThrow();
  }

  private void assertRefused(String reason, RequestView request) {
    var refusal = assertThrows(OAuthError.class, () -> authenticate(request));
    assertEquals(401, refusal.status());
    assertEquals("invalid_dpop_proof", refusal.code());
    assertEquals(reason, refusal.getMessage());
  }
}
