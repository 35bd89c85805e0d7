/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.oauth.resource.ResourcePolicy;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.oauth.FakeResourcePolicy;

/** The token, introspection and revocation endpoints over the fakes of the testkit. */
class OAuthEndpointsTest extends OAuthEndpointTestBase {
  @Test
  void returnsUncachedTokenResponse() throws Exception {
    var exchange = posted(tokenRequest("robot", "secret"));
    token.handle(exchange);

    assertEquals("Bearer", exchange.answer().get("token_type"));
    assertEquals(3600L, exchange.answer().get("expires_in"));
    assertEquals("no-store", exchange.responseHeader("Cache-Control"));
  }

  @Test
  void allowsEveryOriginToReadResponses() throws Exception {
    for (HttpHandler endpoint : List.of(token, revocation)) {
      var refused = posted(anOAuthRequest());
      assertThrows(OAuthException.class, () -> endpoint.handle(refused));

      assertEquals("*", refused.responseHeader("Access-Control-Allow-Origin"));
      assertTrue(refused.responseHeader("Access-Control-Expose-Headers").contains("DPoP-Nonce"));
    }
  }

  @Test
  void answersCorsPreflight() throws Exception {
    for (HttpHandler endpoint : List.of(token, revocation)) {
      var asked = FakeHttpExchange.options(ACME, "/oauth/token");
      endpoint.handle(asked);

      assertEquals(204, asked.status());
      assertEquals("POST", asked.responseHeader("Access-Control-Allow-Methods"));
      assertEquals(
          "Authorization, Content-Type, DPoP",
          asked.responseHeader("Access-Control-Allow-Headers"));
      assertNull(asked.responseHeader("Access-Control-Allow-Credentials"));
    }
  }

  @Test
  void checksRequestedResources() throws Exception {
    List<List<String>> checked = new ArrayList<>();
    registry.with(
        ResourcePolicy.class,
        "counting",
        new FakeResourcePolicy() {
          @Override
          public void check(
              TenantContext tenant, AuthenticatedTokenRequest request, List<String> granted) {
            checked.add(request.resources());
          }
        });

    token.handle(posted(tokenRequest("robot", "secret")));
    token.handle(
        posted(tokenRequest("robot", "secret").with("resource", "https://files.example/")));

    assertEquals(List.of(List.of("https://files.example/")), checked);
  }

  @Test
  void allowsNoCorsForIntrospection() throws Exception {
    var exchange = posted(authenticated("robot").with("token", "nonsense"));
    introspection.handle(exchange);

    assertNull(exchange.responseHeader("Access-Control-Allow-Origin"));
  }

  @Test
  void acceptsJsonRequest() throws Exception {
    var exchange =
        FakeHttpExchange.json(
            ACME,
            "/oauth/token",
            Map.of(
                "grant_type", "client_credentials",
                "client_id", "robot",
                "client_secret", "secret"));
    token.handle(exchange);

    assertTrue(exchange.answer().containsKey("access_token"));
  }

  @Test
  void auditsTokenIssuance() throws Exception {
    token.handle(posted(tokenRequest("robot", "secret")));

    var event = log.last(ACME.id()).event();
    assertEquals("token.issued", event.action());
    assertEquals(ROBOT.subject(), event.actor());
    assertEquals(tokens.issued().size(), 1);
  }

  @Test
  void auditsGrantEventWithTokenIssuance() throws Exception {
    grantTells(issue(ROBOT), new AuditEvent.AuditTarget("grant", "gra_1", Optional.empty()));

    token.handle(posted(tokenRequest("robot", "secret")));

    assertEquals(List.of("token.exchanged", "token.issued"), log.actions(ACME.id()));
  }

  @Test
  void auditsTokenOnceIfGrantReportsIt() throws Exception {
    IssuedToken issued = issue(ROBOT);
    grantTells(issued, new AuditEvent.AuditTarget("token", issued.id(), Optional.empty()));

    token.handle(posted(tokenRequest("robot", "secret")));

    assertEquals(List.of("token.exchanged"), log.actions(ACME.id()));
    var request = log.last(ACME.id()).event().request().orElseThrow();
    assertEquals(Optional.of("robot"), request.clientId());
  }

  private void grantTells(IssuedToken issued, AuditEvent.AuditTarget target) {
    var exchanged =
        new AuditEvent(
            "token.exchanged",
            AuditEvent.AuditOutcome.SUCCESS,
            ROBOT.subject(),
            List.of(),
            Optional.of(target),
            "A client exchanged a token for an access token.",
            Optional.empty(),
            Map.of());
    GrantHandler exchange =
        (tenant, request) ->
            new TokenResponse(
                issued, "Bearer", Optional.empty(), Optional.empty(), Map.of(), List.of(exchanged));
    registry.with(GrantHandler.class, "client_credentials", exchange);
  }

  @Test
  void returnsNoTokenIfAuditIsUnavailable() {
    log.unavailable();
    var exchange = posted(tokenRequest("robot", "secret"));

    assertThrows(ApiException.class, () -> token.handle(exchange));
    assertNull(exchange.body());
  }

  @Test
  void rejectsGrantTypeThatIsNotInstalled() {
    registry.without(GrantHandler.class, "client_credentials");

    assertEquals("unsupported_grant_type", refusal(tokenRequest("robot", "secret")).code());
  }

  @Test
  void rejectsGrantTypeNotAllowedForClient() {
    assertEquals(
        "unauthorized_client",
        refusal(authenticated("robot").with("grant_type", "password")).code());
  }

  @Test
  void refusesARequestWithoutAGrantType() {
    assertEquals("invalid_request", refusal(authenticated("robot")).code());
  }

  @Test
  void refusesARepeatedParameter() {
    var request = tokenRequest("robot", "secret").with("scope", "a").with("scope", "b");

    assertEquals("invalid_request", refusal(request).code());
  }

  @Test
  void refusesABodyOfAnotherType() {
    var exchange = posted(tokenRequest("robot", "secret")).ofType("text/plain");

    assertInvalidRequest(() -> token.handle(exchange));
    assertInvalidRequest(() -> introspection.handle(exchange));
    assertInvalidRequest(() -> revocation.handle(exchange));
  }

  @Test
  void refusesABodyWithoutAType() {
    var exchange = posted(tokenRequest("robot", "secret")).ofType(null);

    assertInvalidRequest(() -> token.handle(exchange));
  }

  /** RFC 6749 section 5.2: 400, whatever is malformed. */
  private static void assertInvalidRequest(Executable call) {
    var refusal = assertThrows(OAuthException.class, call);
    assertEquals("400 invalid_request", refusal.status() + " " + refusal.code());
  }
}
