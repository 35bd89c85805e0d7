/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.TokenConfirmationVerifier;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.contract.authn.RequestAuthenticatorContract;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

class McpTokenAuthenticatorContractTest extends RequestAuthenticatorContract {

  private final TenantContext acme = aTenant().build();
  private final String endpoint = acme.issuer() + "/mcp";
  private final FakeTokenService tokens = new FakeTokenService();
  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final McpTokenAuthenticator authenticator =
      new McpTokenAuthenticator(tokens, new FakeSubjectDirectory(), registry);

  @Test
  void ignoresTokenWithoutAudience() {
    var request = to(endpoint, token(List.of(), Optional.empty()));

    assertEquals(Optional.empty(), authenticator.authenticate(Optional.of(acme), request));
  }

  /** Whoever else it is for could bring along what it was sent. */
  @Test
  void ignoresTokenWithFurtherAudiences() {
    for (String other : List.of("https://files.example/mcp", acme.issuer())) {
      for (var audience : List.of(List.of(endpoint, other), List.of(other, endpoint))) {
        var request = to(endpoint, token(audience, Optional.empty()));

        assertEquals(Optional.empty(), authenticator.authenticate(Optional.of(acme), request));
      }
    }
  }

  @Test
  void ignoresTokenAtOtherEndpoints() {
    var request = to(acme.issuer() + "/agents/me", token(List.of(endpoint), Optional.empty()));

    assertEquals(Optional.empty(), authenticator.authenticate(Optional.of(acme), request));
  }

  @Test
  void rejectsBoundTokenWithoutProof() {
    var request = to(endpoint, token(List.of(endpoint), Optional.of(Map.of("jkt", "theirs"))));

    assertEquals(
        401,
        assertThrows(
                ApiException.class, () -> authenticator.authenticate(Optional.of(acme), request))
            .status());
  }

  @Test
  void rejectsUnboundTokenWithDpopScheme() {
    var request =
        aRequest()
            .to(endpoint)
            .withHeader("Authorization", "DPoP " + token(List.of(endpoint), Optional.empty()))
            .build();

    assertEquals(
        401,
        assertThrows(
                ApiException.class, () -> authenticator.authenticate(Optional.of(acme), request))
            .status());
  }

  /** A client that is told of no nonce never gets any further. */
  @Test
  void propagatesDpopNonceRequirement() {
    var wanted = new OAuthException(401, "use_dpop_nonce", "A nonce is needed.");
    registry.with(
        TokenConfirmationVerifier.class,
        "jkt",
        (tenant, value, request) -> {
          throw wanted;
        });
    var request = to(endpoint, token(List.of(endpoint), Optional.of(Map.of("jkt", "theirs"))));

    assertSame(
        wanted,
        assertThrows(
            OAuthException.class, () -> authenticator.authenticate(Optional.of(acme), request)));
    assertEquals(0, registry.openLeases());
  }

  @Override
  protected RequestAuthenticator authenticator() {
    return authenticator;
  }

  @Override
  protected TenantContext tenant() {
    return acme;
  }

  @Override
  protected HttpRequestView authentic() {
    return to(endpoint, token(List.of(endpoint), Optional.empty()));
  }

  @Override
  protected SubjectRef subject() {
    return aClient().build().subject();
  }

  @Override
  protected HttpRequestView forged() {
    return to(endpoint, "a.token.of-nobody");
  }

  private String token(List<String> audience, Optional<Map<String, Object>> confirmation) {
    var client = aClient().build();
    return tokens
        .issue(
            acme,
            new AccessTokenIssuanceRequest(
                client,
                client.subject(),
                List.of(),
                Set.of(),
                audience,
                Duration.ofHours(1),
                confirmation,
                Map.of()))
        .value();
  }

  private static HttpRequestView to(String url, String token) {
    return aRequest().to(url).withHeader("Authorization", "Bearer " + token).build();
  }
}
