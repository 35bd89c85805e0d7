package org.lumoauth.agents.delegation.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.anOAuthRequest;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.delegation.CurrentAgents;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.OAuthRequestBuilder;
import org.lumoauth.testkit.fake.FakeClients;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeTokenService;

/** RFC 8693 sections 2.1 and 2.2.2: what is wrong with the actor_token_type is invalid_request. */
class ActorTokenTypeTest {

  private static final TenantContext ACME = aTenant().build();

  private final ActorTokenAuthenticator authenticator =
      new ActorTokenAuthenticator(
          new FakeTokenService(), new CurrentAgents(new FakeProviderRegistry()), new FakeClients());

  @Test
  void saysThatTheTypeIsMissing() {
    assertEquals("invalid_request", refusal(exchange()).code());
  }

  @Test
  void saysThatTheTypeIsNotTaken() {
    var refusal = refusal(exchange().with("actor_token_type", "urn:example:unknown"));

    assertEquals("invalid_request", refusal.code());
    assertEquals(400, refusal.status());
  }

  @Test
  void leavesARequestWithAClientToOthers() {
    assertEquals(
        Optional.empty(),
        authenticator.authenticate(ACME, exchange().with("client_id", "cli_1").build()));
  }

  private OAuthError refusal(OAuthRequestBuilder request) {
    return assertThrows(OAuthError.class, () -> authenticator.authenticate(ACME, request.build()));
  }

  private static OAuthRequestBuilder exchange() {
    return anOAuthRequest()
        .to(ACME.issuer() + "/oauth/token")
        .with("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
        .with("actor_token", "acme.tok_1");
  }
}
