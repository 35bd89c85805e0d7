/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.delegation.DelegationAgentLookup;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.OAuthRequestBuilder;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;

/** RFC 8693 sections 2.1 and 2.2.2: what is wrong with the actor_token_type is invalid_request. */
class ActorTokenTypeTest {

  private static final TenantContext ACME = aTenant().build();

  private final ActorTokenClientAuthenticator authenticator =
      new ActorTokenClientAuthenticator(
          new FakeTokenService(),
          new DelegationAgentLookup(new FakeProviderRegistry()),
          new FakeClientDirectory());

  @Test
  void rejectsMissingActorTokenType() {
    assertEquals("invalid_request", refusal(exchange()).code());
  }

  @Test
  void rejectsUnknownActorTokenType() {
    var refusal = refusal(exchange().with("actor_token_type", "urn:example:unknown"));

    assertEquals("invalid_request", refusal.code());
    assertEquals(400, refusal.status());
  }

  @Test
  void ignoresRequestWithClientId() {
    assertEquals(
        Optional.empty(),
        authenticator.authenticate(ACME, exchange().with("client_id", "cli_1").build()));
  }

  private OAuthException refusal(OAuthRequestBuilder request) {
    return assertThrows(
        OAuthException.class, () -> authenticator.authenticate(ACME, request.build()));
  }

  private static OAuthRequestBuilder exchange() {
    return anOAuthRequest()
        .to(ACME.issuer() + "/oauth/token")
        .with("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
        .with("actor_token", "acme.tok_1");
  }
}
