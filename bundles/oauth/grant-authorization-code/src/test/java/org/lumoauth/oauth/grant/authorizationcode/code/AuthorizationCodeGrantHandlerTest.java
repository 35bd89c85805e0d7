/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture;

class AuthorizationCodeGrantHandlerTest extends AuthorizationCodeGrantTestBase {
  private static final String OTHER_URI =
      "The redirect_uri must be the URI to which the code was sent.";

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
}
