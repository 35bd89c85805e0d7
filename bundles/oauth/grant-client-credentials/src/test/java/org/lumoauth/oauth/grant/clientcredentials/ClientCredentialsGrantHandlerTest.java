/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.clientcredentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aPublicClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.testkit.builder.AuthenticatedTokenRequestBuilder;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;

class ClientCredentialsGrantHandlerTest {

  private static final TenantContext ACME = aTenant().build();

  private final FakeTokenService tokens = new FakeTokenService();
  private final ClientCredentialsGrantHandler grant = new ClientCredentialsGrantHandler(tokens);

  @Test
  void issuesTokenWithClientAsSubject() {
    grant(aGrantRequest());

    assertEquals(aClient().build().subject(), asked().subject());
  }

  @Test
  void issuesTokenWithAgentOfClientAsSubject() {
    grant(aGrantRequest().from(aClient().of(anAgentRef())));

    assertEquals(anAgentRef(), asked().subject());
  }

  @Test
  void issuesNoRefreshToken() {
    assertEquals(Optional.empty(), grant(aGrantRequest()).refreshToken());
  }

  @Test
  void refusesAPublicClient() {
    assertEquals("unauthorized_client", refusal(aGrantRequest().from(aPublicClient())).code());
  }

  @Test
  void rejectsAuthorizationDetails() {
    for (String asked : List.of("[{\"type\":\"payment\"}]", "not json")) {
      var request = aGrantRequest().with("authorization_details", asked);

      assertEquals("invalid_authorization_details", refusal(request).code());
    }
  }

  @Test
  void grantsAllClientScopesByDefault() {
    grant(aGrantRequest().from(aClient().withScope("a", "b")));

    assertEquals(Set.of("a", "b"), asked().scope());
  }

  @Test
  void grantsRequestedScopes() {
    grant(aGrantRequest().from(aClient().withScope("a", "b", "c")).withScope("c a"));

    assertEquals(Set.of("a", "c"), asked().scope());
  }

  @Test
  void rejectsScopeNotAllowedForClient() {
    var request = aGrantRequest().from(aClient().withScope("a")).withScope("a admin");

    assertEquals("invalid_scope", refusal(request).code());
  }

  @Test
  void comparesScopesByteForByte() {
    var request = aGrantRequest().from(aClient().withScope("read")).withScope("Read");

    assertEquals("invalid_scope", refusal(request).code());
  }

  @Test
  void issuesNoTokenOnError() {
    refusal(aGrantRequest().from(aClient().withScope("a")).withScope("b"));

    assertTrue(tokens.issued().isEmpty());
  }

  @Test
  void setsRequestedResourcesAsAudience() {
    grant(
        aGrantRequest()
            .with("resource", "https://mcp.example.com/a")
            .with("resource", "https://mcp.example.com/b"));

    assertEquals(
        List.of("https://mcp.example.com/a", "https://mcp.example.com/b"), asked().audience());
  }

  @Test
  void usesTenantAudienceWithoutResource() {
    grant(aGrantRequest());

    assertEquals(List.of(), asked().audience());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/relative",
        "mcp",
        "https://mcp.example.com/a#part",
        "https://exa mple.com",
        "::"
      })
  void rejectsInvalidResourceUri(String resource) {
    assertRefused(
        "resource must be an absolute URI of at most 1024 characters without a fragment.",
        aGrantRequest().with("resource", resource));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://other.example.com/",
        "https://api.example.com/v10",
        "https://api.example.com/v1/../v2",
        "https://api.example.com/v1/%2e%2e/v2",
        "https://api.example.com.evil.test/v1"
      })
  void rejectsUnregisteredResource(String resource) {
    var request =
        aGrantRequest()
            .from(registeredFor("https://api.example.com/v1"))
            .with("resource", resource);

    assertRefused("resource must be covered by the client's audience_uris.", request);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://api.example.com/v1", "https://api.example.com/v1/items"})
  void acceptsRegisteredResourceAndSubpaths(String resource) {
    grant(
        aGrantRequest()
            .from(registeredFor("https://api.example.com/v1"))
            .with("resource", resource));

    assertEquals(List.of(resource), asked().audience());
  }

  @Test
  void acceptsTenantApiDespiteRegisteredResources() {
    grant(
        aGrantRequest()
            .from(registeredFor("https://api.example.com/v1"))
            .with("resource", ACME.issuer()));

    assertEquals(List.of(ACME.issuer()), asked().audience());
  }

  @Test
  void appliesClientTokenLifetime() {
    grant(aGrantRequest().from(aClient().withAccessTokenLifetime(Duration.ofMinutes(15))));

    assertEquals(Duration.ofMinutes(15), asked().lifetime());
  }

  @Test
  void bindsTokenToProvenKey() {
    Map<String, Object> confirmation = Map.of("jkt", "thumbprint");

    grant(aGrantRequest().boundTo(confirmation));

    assertEquals(Optional.of(confirmation), asked().confirmation());
  }

  private static Client registeredFor(String audience) {
    Client client = aClient().build();
    return new Client(
        client.clientId(),
        client.name(),
        client.subject(),
        client.confidential(),
        client.enabled(),
        client.grantTypes(),
        client.scope(),
        client.authenticationMethods(),
        client.redirectUris(),
        client.accessTokenLifetime(),
        Map.of("audience_uris", List.of(audience)));
  }

  private TokenResponse grant(AuthenticatedTokenRequestBuilder request) {
    return grant.grant(ACME, request.build());
  }

  private void assertRefused(String reason, AuthenticatedTokenRequestBuilder request) {
    OAuthException refusal = refusal(request);
    assertEquals("invalid_target", refusal.code());
    assertEquals(reason, refusal.getMessage());
  }

  private OAuthException refusal(AuthenticatedTokenRequestBuilder request) {
    return assertThrows(OAuthException.class, () -> grant(request));
  }

  private AccessTokenIssuanceRequest asked() {
    return tokens.issued().get(0);
  }
}
