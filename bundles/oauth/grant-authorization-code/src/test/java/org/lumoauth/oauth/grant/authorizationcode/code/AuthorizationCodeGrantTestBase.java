/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.ACME;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.CHALLENGE;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.REDIRECT_URI;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.VERIFIER;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture;
import org.lumoauth.testkit.builder.AuthenticatedTokenRequestBuilder;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.builder.OAuthRequestBuilder;

/** Redeems codes at an {@link AuthorizationCodeGrantHandler} and checks the errors. */
abstract class AuthorizationCodeGrantTestBase {

  static final String FILES = "https://files.example.com/";

  static final String NOT_GOOD =
      "The code is invalid or has expired. Start a new authorization request.";

  final AuthorizationCodeFixture world = new AuthorizationCodeFixture();

  String code(IssuedAuthorizationCode issued) {
    world.grants.add(ACME, issued.grant(), AuthorizationCodeGrantHandler.TYPE);
    return world.codes.issue(ACME, aClient().build(), issued).awaitStored();
  }

  TokenResponse redeem(AuthenticatedTokenRequestBuilder request) {
    return world.grant.grant(ACME, request.build());
  }

  String refusal(AuthenticatedTokenRequestBuilder request) {
    return refused(ACME, request).code();
  }

  void assertRefused(String reason, AuthenticatedTokenRequestBuilder request) {
    assertRefused(reason, ACME, request);
  }

  /** Many refusals of this grant share the code: the sentence tells which it was. */
  void assertRefused(
      String reason, TenantContext tenant, AuthenticatedTokenRequestBuilder request) {
    OAuthException refusal = refused(tenant, request);
    assertEquals("invalid_grant", refusal.code());
    assertEquals(reason, refusal.getMessage());
  }

  OAuthException refused(TenantContext tenant, AuthenticatedTokenRequestBuilder request) {
    AuthenticatedTokenRequest built = request.build();
    return assertThrows(OAuthException.class, () -> world.grant.grant(tenant, built));
  }

  static AuthenticatedTokenRequestBuilder request(String code) {
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
