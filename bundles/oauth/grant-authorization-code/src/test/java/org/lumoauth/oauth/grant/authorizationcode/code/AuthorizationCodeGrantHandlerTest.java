package org.lumoauth.oauth.grant.authorizationcode.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.ACME;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.CHALLENGE;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.GLOBEX;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.REDIRECT_URI;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.VERIFIER;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture;
import org.lumoauth.testkit.builder.AuthenticatedTokenRequestBuilder;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.builder.OAuthRequestBuilder;
import org.lumoauth.testkit.fake.oauth.FakeTokenResponseIssuer;

class AuthorizationCodeGrantHandlerTest {

  private static final String FILES = "https://files.example.com/";

  private static final String NOT_GOOD =
      "The code is invalid or has expired. Start a new authorization request.";
  private static final String USED =
      "The code was already used. Start a new authorization request.";
  private static final String OTHER_URI =
      "The redirect_uri must be the URI to which the code was sent.";

  private final AuthorizationCodeFixture world = new AuthorizationCodeFixture();

  @Test
  void issuesTokenForGrantedScopeAndResource() {
    var response = redeem(request(code(issued())));

    assertEquals(Set.of("openid", "documents.read"), response.accessToken().scope());
    assertEquals(aUserRef(), response.accessToken().subject());
    assertEquals(List.of(FILES), world.tokens.issued().get(0).audience());
    assertTrue(world.grants.isActive(ACME, "grn_1"));
  }

  @Test
  void rejectsUnknownCode() {
    assertRefused(NOT_GOOD, request("made-up"));
  }

  @Test
  void rejectsExpiredCode() {
    String code = code(issued());
    world.pass(Duration.ofSeconds(60));

    assertRefused(NOT_GOOD, request(code));
  }

  @Test
  void rejectsCodeOfRevokedGrant() {
    String code = code(issued());
    world.grants.endAll(ACME, aUserRef(), Optional.empty());

    assertRefused(
        "The grant was revoked or has expired. Start a new authorization request.", request(code));
    assertTrue(world.tokens.issued().isEmpty());
  }

  /** Older versions recorded a grant with its first token, and their codes outlive an upgrade. */
  @Test
  void redeemsCodeOfOlderVersionOnlyOnce() {
    String code = world.codes.issue(ACME, aClient().build(), unrecorded()).awaitStored();

    redeem(request(code));

    assertTrue(world.grants.isActive(ACME, "grn_1"));
    assertRefused(USED, request(code));
    assertFalse(world.grants.isActive(ACME, "grn_1"));
  }

  @Test
  void redeemsOlderVersionCodeOnceUnderConcurrency() throws Exception {
    atOnce(world.codes.issue(ACME, aClient().build(), unrecorded()).awaitStored());
  }

  /** Both found it unused, and one of them used it while the other's tokens were made. */
  @Test
  void refusesASecondRedemptionAndRevokesTheFirstTokens() {
    String code = code(issued());
    AuthenticatedTokenRequest request = request(code).build();

    var slower = slower(() -> world.grant.grant(ACME, request), true);

    var refusal = assertThrows(OAuthException.class, () -> slower.grant(ACME, request));
    assertEquals(USED, refusal.getMessage());
    assertFalse(world.grants.isActive(ACME, "grn_1"));
    assertEquals(List.of("code.replayed"), world.log.actions(ACME.id()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void reportsReplayBeforeOtherErrors(boolean module) {
    String code = code(issued());
    AuthenticatedTokenRequest request = request(code).build();
    Runnable meanwhile =
        () -> {
          world.grant.grant(ACME, request);
          if (module) {
            throw ApiException.moduleUnavailable("openid");
          }
        };

    var slower = slower(meanwhile, false);

    var refusal = assertThrows(OAuthException.class, () -> slower.grant(ACME, request));
    assertEquals(USED, refusal.getMessage());
    assertFalse(world.grants.isActive(ACME, "grn_1"));
    assertEquals(List.of("code.replayed"), world.log.actions(ACME.id()));
  }

  @Test
  void doesNotAuditReplayForConcurrentlyExpiredCode() {
    AuthenticatedTokenRequest request = request(code(issued())).build();

    var slow = slower(() -> world.pass(Duration.ofSeconds(60)), true);

    var refusal = assertThrows(OAuthException.class, () -> slow.grant(ACME, request));
    assertEquals(NOT_GOOD, refusal.getMessage());
    assertFalse(world.grants.isActive(ACME, "grn_1"));
    assertEquals(List.of(), world.log.actions(ACME.id()));
  }

  @Test
  void consumesCodeIfTokenIssuanceIsRejected() {
    String code = code(issued());
    AuthenticatedTokenRequest request = request(code).build();

    var refusing = slower(() -> {}, false);

    var refusal = assertThrows(OAuthException.class, () -> refusing.grant(ACME, request));
    assertEquals("The grant has ended, or the rule rejects it.", refusal.getMessage());
    assertRefused(USED, request(code));
  }

  /**
   * A grant during whose making of tokens something else happens.
   *
   * @param then whether it makes them after that
   */
  private AuthorizationCodeGrantHandler slower(Runnable meanwhile, boolean then) {
    FakeTokenResponseIssuer.TokenIssuanceRule gate =
        (tenant, request, granted) -> {
          meanwhile.run();
          return then;
        };
    return new AuthorizationCodeGrantHandler(
        world.codes,
        world.grants,
        new FakeTokenResponseIssuer(world.grants, world.tokens, gate),
        world.audit);
  }

  @Test
  void omitsScopeRemovedFromClient() {
    var client = AuthorizationCodeFixture.client().withScope("openid");

    var response = redeem(request(code(issued())).from(client));

    assertEquals(Set.of("openid"), response.accessToken().scope());
  }

  @Test
  void rejectsScopesRemovedFromClient() {
    String code = code(issued());

    assertEquals(
        "invalid_scope",
        refusal(request(code).from(AuthorizationCodeFixture.client().withScope("email"))));
    assertEquals(
        "invalid_scope",
        refusal(
            request(code)
                .from(AuthorizationCodeFixture.client().withScope("openid"))
                .withScope("documents.read")));
  }

  @Test
  void rejectsCodeOfUnregisteredRedirectUri() {
    var client =
        AuthorizationCodeFixture.client().withRedirectUris("https://elsewhere.example.com/cb");

    assertRefused(
        "The redirect_uri that the code was sent to is no longer registered. Start a new authorization request.",
        request(code(issued())).from(client));
  }

  @Test
  void refusesAReplayedCodeAndRevokesItsTokens() {
    String code = code(issued());
    redeem(request(code));

    assertRefused(USED, request(code));
    assertFalse(world.grants.isActive(ACME, "grn_1"));
    assertEquals("code.replayed", world.log.last(ACME.id()).event().action());
  }

  @Test
  void revokesTokensOfACodeReplayedByAnotherClient() {
    String code = code(issued());
    redeem(request(code));

    assertRefused(USED, request(code).from(AuthorizationCodeFixture.client().withId("cli_thief")));

    assertFalse(world.grants.isActive(ACME, "grn_1"));
  }

  @Test
  void redeemsCodeOnceUnderConcurrency() throws Exception {
    atOnce(code(issued()));
  }

  private void atOnce(String code) throws Exception {
    int many = 8;
    var start = new CyclicBarrier(many);
    var threads = Executors.newFixedThreadPool(many);
    try {
      List<Future<Boolean>> tries =
          IntStream.range(0, many)
              .mapToObj(
                  any ->
                      threads.submit(
                          () -> {
                            start.await();
                            try {
                              redeem(request(code));
                              return true;
                            } catch (OAuthException refused) {
                              assertEquals("invalid_grant", refused.code());
                              return false;
                            }
                          }))
              .toList();
      int won = 0;
      for (Future<Boolean> each : tries) {
        won += each.get() ? 1 : 0;
      }
      assertTrue(won <= 1, won + " won");
      assertFalse(world.grants.isActive(ACME, "grn_1"), "what the winner got did not end");
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void rejectsCodeOfAnotherClientWithoutConsumingIt() {
    String code = code(issued());

    assertRefused(
        "The code was issued to another client. Redeem it with the client of the authorization request.",
        request(code).from(AuthorizationCodeFixture.client().withId("cli_other")));
    redeem(request(code));
  }

  @Test
  void refusesACodeOfAnotherTenant() {
    String code = code(issued());

    assertRefused(NOT_GOOD, GLOBEX, request(code));
  }

  @Test
  void refusesAnotherRedirectUri() {
    String code = code(issued());

    assertRefused(OTHER_URI, form(code, REDIRECT_URI + "/", VERIFIER));
  }

  @Test
  void acceptsMissingRedirectUriWithPkce() { // OAuth 2.1 section 10.2
    redeem(form(code(issued()), null, VERIFIER));
  }

  @Test
  void requiresRedirectUriWithoutPkce() { // RFC 6749 section 4.1.3
    var of = issued();
    var plain =
        new IssuedAuthorizationCode(
            of.grant(),
            of.redirectUri(),
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            false);

    assertRefused(OTHER_URI, form(code(plain), null, null));
  }

  @Test
  void acceptsMissingRedirectUriIfRequestHadNone() {
    var of = issued();
    var unnamed =
        new IssuedAuthorizationCode(
            of.grant(),
            of.redirectUri(),
            false,
            of.codeChallenge(),
            Optional.empty(),
            Optional.empty(),
            true,
            false);

    redeem(form(code(unnamed), null, VERIFIER));
  }

  @Test
  void refusesTheWrongVerifier() {
    String code = code(issued());

    assertRefused(
        "The code_verifier does not match the code_challenge.",
        form(code, REDIRECT_URI, VERIFIER.replace('d', 'e')));
    assertRefused(
        "The code_verifier does not match the code_challenge.", form(code, REDIRECT_URI, "short"));
    assertRefused(
        "The code_verifier does not match the code_challenge.",
        form(code, REDIRECT_URI, CHALLENGE));
  }

  @Test
  void rejectsInjectedCodeWithoutVerifier() {
    assertRefused(
        "The code_verifier parameter is required.", form(code(issued()), REDIRECT_URI, null));
  }

  @Test
  void rejectsVerifierWithoutChallenge() {
    var of = issued();
    var robbed =
        new IssuedAuthorizationCode(
            of.grant(),
            of.redirectUri(),
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            false);

    assertRefused(
        "The code_verifier parameter is not allowed, because the authorization "
            + "request had no code_challenge.",
        request(code(robbed)));
  }

  @Test
  void rejectsBoundCodeWithoutItsKey() {
    var of = issued();
    var bound =
        new IssuedAuthorizationCode(
            of.grant(),
            of.redirectUri(),
            true,
            of.codeChallenge(),
            Optional.of("mine"),
            Optional.empty(),
            true,
            false);
    String code = code(bound);

    assertRefused(
        "The code is bound to a different key. Prove possession of the key of the authorization request.",
        request(code));
    assertRefused(
        "The code is bound to a different key. Prove possession of the key of the authorization request.",
        request(code).boundTo(Map.of("jkt", "other")));
    redeem(request(code).boundTo(Map.of("jkt", "mine")));
  }

  @Test
  void narrowsTokenToRequestedScope() {
    var response = redeem(request(code(issued())).withScope("openid"));

    assertEquals(Set.of("openid"), response.accessToken().scope());
  }

  @Test
  void rejectsExcessRequestWithoutConsumingCode() {
    String code = code(issued());

    assertEquals("invalid_scope", refusal(request(code).withScope("email")));
    assertEquals(
        "invalid_target", refusal(request(code).with("resource", "https://evil.example/")));
    assertEquals(
        "invalid_authorization_details",
        refusal(request(code).with("authorization_details", "[]")));
    redeem(request(code));
  }

  @Test
  void refusesARequestWithoutACode() {
    assertEquals(
        "invalid_request",
        refusal(
            aGrantRequest()
                .withRequest(anOAuthRequest().with("grant_type", "authorization_code"))));
  }

  @Test
  void appliesCodeLifetimeOfClientProfile() {
    world.settings.change(ACME, "authorization", Map.of("codeSeconds", 600L));
    var client = aClient().with("authorization_code_lifetime", 60L).build();
    String code = world.codes.issue(ACME, client, issued()).awaitStored();
    world.pass(Duration.ofSeconds(60));

    assertRefused(NOT_GOOD, request(code));
  }

  @Test
  void rejectsCodeIssuedBeforeProfileChange() {
    var of = issued();
    String before = code(of);
    String loose = code(under(of, "fapi2-security"));
    String held = code(under(of, "fapi2-message-signing"));
    var client = AuthorizationCodeFixture.client().with("profile", "fapi2-message-signing");

    assertRefused(
        "The client's profile changed after the code was issued. Start a new "
            + "authorization request.",
        request(before).from(client));
    assertRefused(
        "The client's profile changed after the code was issued. Start a new "
            + "authorization request.",
        request(loose).from(client));
    redeem(request(held).from(client));
  }

  @Test
  void acceptsCodeOfRemovedProfile() {
    redeem(request(code(under(issued(), "fapi2-security"))));
  }

  private static IssuedAuthorizationCode unrecorded() {
    var of = issued();
    return new IssuedAuthorizationCode(
        of.grant(),
        of.redirectUri(),
        of.redirectUriGiven(),
        of.codeChallenge(),
        of.dpopJkt(),
        of.profile(),
        false,
        of.used());
  }

  private static IssuedAuthorizationCode under(IssuedAuthorizationCode of, String profile) {
    return new IssuedAuthorizationCode(
        of.grant(),
        of.redirectUri(),
        of.redirectUriGiven(),
        of.codeChallenge(),
        of.dpopJkt(),
        Optional.of(profile),
        of.recorded(),
        of.used());
  }

  private String code(IssuedAuthorizationCode issued) {
    world.grants.add(ACME, issued.grant(), AuthorizationCodeGrantHandler.TYPE);
    return world.codes.issue(ACME, aClient().build(), issued).awaitStored();
  }

  private TokenResponse redeem(AuthenticatedTokenRequestBuilder request) {
    return world.grant.grant(ACME, request.build());
  }

  private String refusal(AuthenticatedTokenRequestBuilder request) {
    return refused(ACME, request).code();
  }

  private void assertRefused(String reason, AuthenticatedTokenRequestBuilder request) {
    assertRefused(reason, ACME, request);
  }

  /** Many refusals of this grant share the code: the sentence tells which it was. */
  private void assertRefused(
      String reason, TenantContext tenant, AuthenticatedTokenRequestBuilder request) {
    OAuthException refusal = refused(tenant, request);
    assertEquals("invalid_grant", refusal.code());
    assertEquals(reason, refusal.getMessage());
  }

  private OAuthException refused(TenantContext tenant, AuthenticatedTokenRequestBuilder request) {
    AuthenticatedTokenRequest built = request.build();
    return assertThrows(OAuthException.class, () -> world.grant.grant(tenant, built));
  }

  private static AuthenticatedTokenRequestBuilder request(String code) {
    return form(code, REDIRECT_URI, VERIFIER);
  }

  static AuthenticatedTokenRequestBuilder form(String code, String redirectUri, String verifier) {
    OAuthRequestBuilder form =
        anOAuthRequest().with("grant_type", "authorization_code").with("code", code);
    form = redirectUri == null ? form : form.with("redirect_uri", redirectUri);
    form = verifier == null ? form : form.with("code_verifier", verifier);
    return aGrantRequest().withRequest(form).from(AuthorizationCodeFixture.client());
  }

  static IssuedAuthorizationCode issued() {
    return new IssuedAuthorizationCode(
        new AuthorizationGrant(
            "grn_1",
            ClientBuilder.ID,
            aUserRef(),
            Set.of("openid", "documents.read"),
            List.of(FILES),
            Optional.of("ses_1"),
            Optional.of(Instant.EPOCH),
            Optional.of("urn:lumoauth:acr:1"),
            Set.of("pwd"),
            Optional.empty(),
            Map.of(),
            List.of(),
            Optional.empty()),
        REDIRECT_URI,
        true,
        Optional.of(CHALLENGE),
        Optional.empty(),
        Optional.of(""),
        true,
        false);
  }
}
