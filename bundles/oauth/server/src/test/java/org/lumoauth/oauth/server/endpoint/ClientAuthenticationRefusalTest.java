/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.AuthenticatedClient;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.oauth.client.ClientSecurityProfile;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.oauth.token.TokenBindingMethod;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** Failed client authentication, and its audit records. */
class ClientAuthenticationRefusalTest extends OAuthEndpointTestBase {
  @Test
  void auditsFailureWithClaimedClient() {
    refusal(tokenRequest("robot", "wrong"));

    var event = log.last(ACME.id()).event();
    assertEquals("token.denied", event.action());
    assertEquals("robot", event.actor().id());
    assertEquals(false, event.details().get("client_authenticated"));
  }

  @Test
  void replacesControlCharactersOfClaimedIdInAudit() {
    refusal(tokenRequest("a\r\nb", "wrong"));

    assertEquals("a??b", log.last(ACME.id()).event().actor().id());
  }

  @Test
  void returnsSameErrorForUnknownWrongAndDisabledClients() {
    var answers =
        List.of(
            tokenRequest("nobody", "secret"),
            tokenRequest("robot", "wrong"),
            tokenRequest("stopped", "secret"));

    assertEquals(
        1,
        answers.stream()
            .map(this::refusal)
            .map(error -> error.status() + error.code() + error.getMessage())
            .distinct()
            .count());
  }

  @Test
  void limitsRequestsOfAuthenticatedClient() {
    limits.exhausted();

    ApiException refusal =
        assertThrows(
            ApiException.class, () -> token.handle(posted(tokenRequest("robot", "secret"))));

    assertEquals(429, refusal.status());
    assertEquals(List.of("POST /oauth/token client:robot"), limits.counted());
    assertTrue(tokens.issued().isEmpty());
  }

  @Test
  void doesNotCountRequestAgainstClaimedClient() {
    refusal(tokenRequest("robot", "wrong"));

    assertTrue(limits.counted().isEmpty());
  }

  @Test
  void challengesWith401() {
    var exchange = posted(tokenRequest("robot", "wrong"));

    assertEquals(401, assertThrows(OAuthException.class, () -> token.handle(exchange)).status());
    assertTrue(exchange.responseHeader("WWW-Authenticate").startsWith("Basic "));
  }

  @Test
  void refusesAClientWithoutAuthentication() {
    var request = anOAuthRequest().with("grant_type", "client_credentials");

    assertEquals("invalid_client", refusal(request.with("client_id", "robot")).code());
  }

  @Test
  void reportsAnUnavailableAuthenticatorInsteadOfInvalidClient() {
    registry.withUnavailable(ClientAuthenticationMethod.class, "none", "oauth-client-auth-secret");
    var exchange =
        posted(anOAuthRequest().with("grant_type", "refresh_token").with("client_id", "app"));

    var refusal = assertThrows(ApiException.class, () -> token.handle(exchange));

    assertEquals("module_unavailable", refusal.code());
    assertEquals(List.of(), attempts.failures());
  }

  @Test
  void reportsAFailedAuthenticatorInsteadOfInvalidClient() {
    ClientAuthenticationMethod none = (tenant, request) -> Optional.empty();
    registry.withFirstCallFailing(ClientAuthenticationMethod.class, "none", none);
    var exchange =
        posted(anOAuthRequest().with("grant_type", "refresh_token").with("client_id", "app"));

    assertThrows(ApiException.class, () -> token.handle(exchange));
    assertEquals(List.of(), attempts.failures());
  }

  @Test
  void usesRecoveredGrantModule() throws Exception {
    registry.withRecoveringAfterAcquire(
        GrantHandler.class, "client_credentials", "oauth-grant-client-credentials", grant);
    var exchange = posted(tokenRequest("robot", "secret"));

    token.handle(exchange);

    assertEquals(200, exchange.status());
  }

  @Test
  void reportsAnUnavailableGrantModuleInsteadOfUnsupportedGrantType() {
    registry.withUnavailable(
        GrantHandler.class, "client_credentials", "oauth-grant-client-credentials");
    var exchange = posted(tokenRequest("robot", "secret"));

    var refusal = assertThrows(ApiException.class, () -> token.handle(exchange));

    assertEquals("oauth-grant-client-credentials", refusal.details().get("module"));
  }

  @Test
  void countsFailedAuthenticationPerClientAndAddress() {
    refusal(tokenRequest("robot", "wrong"));

    assertEquals(
        List.of("robot"), attempts.failures().stream().map(failed -> failed.account()).toList());
    assertEquals(
        anOAuthRequest().build().remoteAddress(), attempts.failures().get(0).remoteAddress());
  }

  @Test
  void countsUnauthenticatedRequestsOnlyPerAddress() {
    refusal(anOAuthRequest().with("grant_type", "client_credentials").with("client_id", "robot"));
    refusal(tokenRequest("robot", "secret").with("basic", "secret"));
    refusal(anOAuthRequest());

    assertEquals(
        List.of("request:", "request:", "request:"),
        attempts.failures().stream().map(one -> one.kind() + ":" + one.account()).toList());
  }

  @Test
  void doesNotAuditUnauthenticatedRequestsBeyondLimit() {
    attempts.exhausted();
    for (var form : List.of(anOAuthRequest(), anOAuthRequest().with("grant_type", "x"))) {
      var exchange = posted(form);
      assertEquals(429, assertThrows(ApiException.class, () -> token.handle(exchange)).status());
    }

    assertEquals(List.of(), log.actions(ACME.id()));
  }

  @Test
  void countsErrorsOfPublicClient() {
    refused("none", OAuthException.invalidGrant("There is no such code."));

    assertEquals(List.of("request"), attempts.failures().stream().map(one -> one.kind()).toList());
  }

  @Test
  void ignoresRetryableErrorsOfPublicClient() {
    refused(
        "none",
        new OAuthException(400, "authorization_pending", "The user has not responded yet."));

    assertEquals(List.of(), attempts.failures());
    assertEquals(List.of(), log.actions(ACME.id()));
  }

  @Test
  void doesNotCountErrorsOfAuthenticatedClient() {
    refused("client_secret_post", OAuthException.invalidGrant("There is no such code."));

    assertEquals(List.of(), attempts.failures());
    assertEquals(List.of("token.denied"), log.actions(ACME.id()));
  }

  @Test
  void ignoresFailuresWhileClientKeysAreUnavailable() {
    registry.with(
        ClientAuthenticationMethod.class,
        "private_key_jwt",
        (tenant, request) -> {
          throw new OAuthException(503, "temporarily_unavailable", "No keys.");
        });

    assertEquals(503, refusal(anOAuthRequest().with("grant_type", "client_credentials")).status());
    assertEquals(List.of(), attempts.failures());
    assertEquals(List.of(), log.actions(ACME.id()));
  }

  @Test
  void doesNotCountProfileErrorsOfAuthenticatedClient() {
    refusedByProfile("client_secret_post", OAuthException.invalidRequest("No."));

    assertEquals(List.of(), attempts.failures());
    assertEquals("app", log.last(ACME.id()).event().actor().id());
    assertEquals(true, log.last(ACME.id()).event().details().get("client_authenticated"));
  }

  @Test
  void countsProfileErrorsOfPublicClient() {
    refusedByProfile("none", OAuthException.invalidClient());

    assertEquals(List.of("request"), attempts.failures().stream().map(one -> one.kind()).toList());
  }

  @Test
  void reportsModuleOfUnavailableProfile() {
    registry.withUnavailable(ClientSecurityProfile.class, "strict", "oauth-fapi2");
    assertEquals("oauth-fapi2", missingForAProfile());

    registry.with(
        ClientSecurityProfile.class, "strict", new Refusing(OAuthException.invalidClient()));
    registry.without(ClientSecurityProfile.class, "strict");
    assertEquals("strict", missingForAProfile());
  }

  private Object missingForAProfile() {
    var profiles = new ClientProfileEnforcer(registry);
    var client = aClient().withId("app").with("profile", "strict").build();
    var refusal =
        assertThrows(
            ApiException.class,
            () ->
                profiles.check(
                    ACME,
                    new AuthenticatedClient(client, "client_secret_post"),
                    anOAuthRequest().build()));
    assertEquals("module_unavailable", refusal.code());
    return refusal.details().get("module");
  }

  private void refusedByProfile(String method, OAuthException refusal) {
    registry.with(ClientSecurityProfile.class, "strict", new Refusing(refusal));
    Client client =
        aClient().withId("app").authenticatingBy(method).with("profile", "strict").build();
    registry.with(
        ClientAuthenticationMethod.class,
        method,
        (tenant, request) -> request.parameter("app").map(any -> client));
    refusal(anOAuthRequest().with("grant_type", "client_credentials").with("app", "1"));
  }

  private record Refusing(OAuthException refusal) implements ClientSecurityProfile {
    @Override
    public void check(TenantContext tenant, Client client, AuthorizationRequest request) {}

    @Override
    public void check(TenantContext tenant, AuthenticatedTokenRequest request) {}

    @Override
    public void check(TenantContext tenant, AuthenticatedClient client, OAuthRequest request) {
      throw refusal;
    }
  }

  /** A client that is authenticated this way is refused this. */
  private void refused(String method, OAuthException refusal) {
    Client client = aClient().withId("app").authenticatingBy(method).build();
    registry.with(
        ClientAuthenticationMethod.class,
        method,
        (tenant, request) -> request.parameter("app").map(any -> client));
    registry.with(
        GrantHandler.class,
        "client_credentials",
        (tenant, request) -> {
          throw refusal;
        });
    refusal(anOAuthRequest().with("grant_type", "client_credentials").with("app", "1"));
  }

  @Test
  void doesNotVerifySecretBeyondFailureLimit() {
    attempts.exhausted();
    var exchange = posted(tokenRequest("robot", "secret"));

    assertEquals(429, assertThrows(ApiException.class, () -> token.handle(exchange)).status());
  }

  @Test
  void doesNotAuditFailuresBeyondLimit() {
    attempts.exhausted();
    var exchange = posted(tokenRequest("robot", "wrong"));
    assertThrows(ApiException.class, () -> token.handle(exchange));

    assertEquals(List.of(), log.actions(ACME.id()));
  }

  @Test
  void rejectsMultipleAuthenticationMethods() {
    assertEquals(
        "invalid_request", refusal(tokenRequest("robot", "secret").with("basic", "secret")).code());
  }

  @Test
  void demandsNonceBeforeClientAuthentication() { // else its assertion would be used up
    registry.with(
        TokenBindingMethod.class,
        "dpop",
        new TokenBindingMethod() {
          @Override
          public void requireNonce(TenantContext tenant, OAuthRequest request) {
            throw new OAuthException(400, "use_dpop_nonce", "Come again with this nonce.");
          }

          @Override
          public Optional<KeyProof> prove(
              TenantContext tenant, Client client, OAuthRequest request) {
            return Optional.empty();
          }
        });

    assertEquals("use_dpop_nonce", refusal(tokenRequest("robot", "wrong")).code());
    assertEquals(List.of(), attempts.failures());
  }

  @Test
  void rejectsUnregisteredAuthenticationMethod() {
    registry.with(ClientAuthenticationMethod.class, "private_key_jwt", bySecret("assertion"));
    var request =
        anOAuthRequest()
            .with("grant_type", "client_credentials")
            .with("client_id", "robot")
            .with("assertion", "secret");

    assertEquals("invalid_client", refusal(request).code());
  }
}
