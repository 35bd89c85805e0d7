/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.APP;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.FILES;
import static org.lumoauth.oauth.grant.tokenexchange.TokenExchangeFixture.exchanging;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.RequestedTokenTypeHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.ClientBuilder;

/** Targets and token types that a token exchange refuses, each with its error code. */
class TokenExchangeRefusedTargetTest {

  private final TokenExchangeFixture world = new TokenExchangeFixture();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "urn:ietf:params:oauth:token-type:refresh_token",
        "urn:ietf:params:oauth:token-type:id_token",
        "urn:ietf:params:oauth:token-type:txn_token",
        "x"
      })
  void refusesToIssueAnotherType(String type) {
    world.assertRefused(
        "invalid_request", exchanging(world.token()).with("requested_token_type", type));
  }

  @Test
  void rejectsUnregisteredScopeAndAudienceForIdToken() {
    world.idTokens.put("id-token", TokenExchangeFixture.idToken(ClientBuilder.ID, 300));
    var request = exchanging("id-token", ExchangeTokenType.ID_TOKEN.uri());

    world.assertRefused("invalid_scope", request.withScope("documents.read"));
    world.assertRefused("invalid_target", request.with("audience", FILES));
  }

  @Test
  void rejectsScopeBeyondSubjectToken() {
    world.assertRefused("invalid_scope", exchanging(world.token()).withScope("openid"));
    world.assertRefused("invalid_scope", exchanging(world.token()).withScope("documents.write"));
    world.assertRefused(
        "invalid_scope", exchanging(world.token()).withScope("documents.read documents.admin"));
  }

  @Test
  void rejectsTokenWithoutScopeAllowedForClient() {
    world.assertRefused(
        "invalid_scope", exchanging(world.token()).from(APP.withScope("mail.read")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://pay.example.com",
        "https://files.example.com/",
        "https://files.example.com/admin",
        "HTTPS://FILES.EXAMPLE.COM",
        "https://id.example.com/t/acme/api/v1"
      })
  void rejectsTargetBeyondTokenAudience(String target) {
    world.assertRefused("invalid_target", exchanging(world.token()).with("resource", target));
    world.assertRefused("invalid_target", exchanging(world.token()).with("audience", target));
  }

  @ParameterizedTest
  @ValueSource(strings = {"files", "https://files.example.com#x", "%zz", "//x"})
  void rejectsInvalidResourceUri(String resource) {
    world.assertRefused("invalid_target", exchanging(world.token()).with("resource", resource));
  }

  @Test
  void rejectsDisallowedTargetBesideAllowedOne() {
    world.assertRefused(
        "invalid_target",
        exchanging(world.token()).with("resource", FILES).with("resource", "https://x.example"));
  }

  @Test
  void refusesAuthorizationDetails() {
    world.assertRefused(
        "invalid_authorization_details",
        exchanging(world.token()).with("authorization_details", "[]"));
  }

  @Test
  void rejectsAuthorizationDetailsForUnsupportingTokenType() {
    RequestedTokenTypeHandler plain =
        new RequestedTokenTypeHandler() {
          @Override
          public Set<String> subjectTypes() {
            return Set.of(ExchangeTokenType.ACCESS_TOKEN.uri());
          }

          @Override
          public RequestedTokenResult issue(
              TenantContext tenant,
              AuthenticatedTokenRequest request,
              RequestedTokenSubject subject) {
            throw new AssertionError("it says nothing in detail");
          }
        };
    world.registry.with(RequestedTokenTypeHandler.class, "urn:example:plain", plain);

    world.assertRefused(
        "invalid_authorization_details",
        exchanging(world.token())
            .with("requested_token_type", "urn:example:plain")
            .with("authorization_details", "[]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"subject_token", "subject_token_type", "requested_token_type"})
  void refusesARepeatedParameter(String name) {
    var request = exchanging(world.token()).with(name, "x").with(name, "y");

    world.assertRefused("invalid_request", request);
  }
}
