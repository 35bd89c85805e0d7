/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.jwtbearer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.oauth.grant.jwtbearer.JwtBearerGrantFixture.ACME;
import static org.lumoauth.oauth.grant.jwtbearer.JwtBearerGrantFixture.ALICE;
import static org.lumoauth.oauth.grant.jwtbearer.JwtBearerGrantFixture.APP;
import static org.lumoauth.oauth.grant.jwtbearer.JwtBearerGrantFixture.asking;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.builder.AuthenticatedTokenRequestBuilder;

class JwtBearerGrantHandlerTest {

  private final JwtBearerGrantFixture world = new JwtBearerGrantFixture();

  @Test
  void issuesTokenForUserOfAssertion() {
    TokenResponse response = grant(asking(world.assertion()));

    assertEquals(ALICE, response.accessToken().subject());
    assertEquals(List.of(), response.accessToken().actors());
  }

  @Test
  void issuesNoRefreshTokenOrIdToken() {
    TokenResponse response = grant(asking(world.assertion()));

    assertEquals(Optional.empty(), response.refreshToken());
    assertEquals(Optional.empty(), response.idToken());
  }

  @Test
  void grantsScopesAllowedForClientAndIssuer() {
    assertEquals(Set.of("documents.read"), grant(asking(world.assertion())).accessToken().scope());
  }

  @Test
  void rejectsScopeNotAllowedForIssuer() {
    assertEquals(
        "invalid_scope", refusal(asking(world.assertion()).withScope("documents.write")).code());
  }

  @Test
  void rejectsScopeNotAllowedForClient() {
    assertEquals("invalid_scope", refusal(asking(world.assertion()).withScope("mail.read")).code());
  }

  @Test
  void preservesAssertionOnInvalidRequest() {
    String assertion = world.assertion();
    refusal(asking(assertion).withScope("mail.read"));
    refusal(asking(assertion).with("resource", "not absolute"));

    grant(asking(assertion));
  }

  @Test
  void rejectsAuthorizationDetailsWithoutConsumingAssertion() {
    String assertion = world.assertion();

    assertEquals(
        "invalid_authorization_details",
        refusal(asking(assertion).with("authorization_details", "[{\"type\":\"payment\"}]"))
            .code());
    grant(asking(assertion));
  }

  @Test
  void rejectsRequestWithoutCommonScope() {
    assertEquals(
        "invalid_scope",
        refusal(asking(world.assertion()).from(APP.withScope("calendar.read"))).code());
  }

  @Test
  void revokesTokenWithItsIssuer() {
    grant(asking(world.assertion()));
    world.tokens.revokeAll(ACME, new SubjectRef(SubjectRef.ISSUER, "tis_1"));

    assertEquals(List.of(), world.tokens.issued());
  }

  @Test
  void refusesAReplayedAssertion() {
    String assertion = world.assertion();
    grant(asking(assertion));

    assertEquals("invalid_grant", refusal(asking(assertion)).code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"at+jwt", "client-authentication+jwt", "oauth-id-jag+jwt", "logout+jwt"})
  void refusesAnotherTypeOfJwt(String type) {
    world.issuers.with(ACME, "other", JwtBearerGrantFixture.said("other", type, Map.of()), ALICE);

    assertEquals("invalid_grant", refusal(asking("other")).code());
  }

  @Test
  void refusesAnAssertionAboutAnUnknownUser() {
    world.issuers.withUnknownSubject(
        ACME, "nobody", JwtBearerGrantFixture.said("nobody", "", Map.of()));

    var refusal = refusal(asking("nobody"));
    assertEquals("invalid_grant", refusal.code());
    assertEquals(List.of(), world.tokens.issued());
  }

  @Test
  void rejectsClientNotAllowedByIssuer() {
    assertEquals(
        "invalid_grant", refusal(asking(world.assertion()).from(APP.withId("other"))).code());
  }

  @Test
  void refusesAnAssertionForAnotherClient() {
    assertEquals(
        "invalid_grant", refusal(asking(world.assertion(Map.of("client_id", "other")))).code());
  }

  @Test
  void rejectsAssertionBoundToAnotherKey() {
    Map<String, Object> bound = Map.of("cnf", Map.of("jkt", "theirs"));

    assertEquals("invalid_grant", refusal(asking(world.assertion(bound))).code());
    assertEquals(
        "invalid_grant",
        refusal(asking(world.assertion(bound)).boundTo(Map.of("jkt", "mine"))).code());
    grant(asking(world.assertion(bound)).boundTo(Map.of("jkt", "theirs")));
  }

  @Test
  void bindsTokenToProvenKey() {
    grant(asking(world.assertion()).boundTo(Map.of("jkt", "mine")));

    assertEquals(Optional.of(Map.of("jkt", "mine")), world.tokens.issued().get(0).confirmation());
  }

  @Test
  void refusesAnAssertionOfAnotherTenant() {
    var request = asking(world.assertion()).build();

    var refusal =
        assertThrows(
            OAuthException.class, () -> world.grant.grant(aTenant("globex").build(), request));
    assertEquals("invalid_grant", refusal.code());
  }

  @Test
  void refusesARequestWithoutAssertion() {
    var request = asking("x").withRequest(anOAuthRequest());

    assertEquals("invalid_request", refusal(request).code());
  }

  @Test
  void refusesARepeatedAssertion() {
    assertEquals(
        "invalid_request",
        refusal(asking(world.assertion()).with("assertion", world.assertion())).code());
  }

  @Test
  void rejectsResourceNotAllowedForClient() {
    var app = APP.with("audience_uris", List.of("https://files.example.com"));

    assertEquals(
        "invalid_target",
        refusal(asking(world.assertion()).from(app).with("resource", "https://mail.example.com"))
            .code());
    grant(asking(world.assertion()).from(app).with("resource", "https://files.example.com/a"));
    assertEquals(List.of("https://files.example.com/a"), world.tokens.issued().get(0).audience());
  }

  @Test
  void auditsAssertionIssuer() {
    grant(asking(world.assertion()));
    var event = world.log.last(ACME.id()).event();

    assertEquals("assertion.accepted", event.action());
    assertEquals(List.of(ALICE), event.onBehalfOf());
    assertEquals("tis_1", event.details().get("issuer_id"));
    assertEquals("alice", event.details().get("external_subject"));
  }

  @Test
  void failsIfAuditIsUnavailable() {
    world.log.unavailable();
    AuthenticatedTokenRequest request = asking(world.assertion()).build();

    assertThrows(ApiException.class, () -> world.grant.grant(ACME, request));
  }

  private TokenResponse grant(AuthenticatedTokenRequestBuilder request) {
    return world.grant.grant(ACME, request.build());
  }

  private OAuthException refusal(AuthenticatedTokenRequestBuilder request) {
    return assertThrows(OAuthException.class, () -> grant(request));
  }
}
