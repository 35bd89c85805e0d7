/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.policy;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.delegation.DelegationAgentLookup;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.testkit.builder.AgentBuilder;
import org.lumoauth.testkit.contract.oauth.ClientAuthenticationMethodContract;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;

class ActorTokenClientAuthenticatorContractTest extends ClientAuthenticationMethodContract {

  private static final TenantContext ACME = aTenant().build();
  private static final Client ROBOT =
      aClient()
          .withId(AgentBuilder.CLIENT_ID)
          .of(new SubjectRef(SubjectRef.AGENT, AgentBuilder.ID))
          .build();
  private static final Client NOBODY =
      aClient().withId("cli_nobody").of(new SubjectRef(SubjectRef.AGENT, "agt_nobody")).build();

  private final FakeTokenService tokens = new FakeTokenService();
  private final FakeClientDirectory clients = new FakeClientDirectory().with(ACME, ROBOT);
  private final FakeProviderRegistry providers = new FakeProviderRegistry();

  ActorTokenClientAuthenticatorContractTest() {
    providers.with(AgentRegistry.class, "agents", new FakeAgentRegistry().with(ACME, anAgent()));
  }

  @Override
  protected ClientAuthenticationMethod authenticator() {
    return new ActorTokenClientAuthenticator(tokens, new DelegationAgentLookup(providers), clients);
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected OAuthRequest authentic() {
    return exchange(token(ROBOT));
  }

  @Override
  protected String clientId() {
    return ROBOT.clientId();
  }

  @Override
  protected OAuthRequest forged() {
    return exchange("acme.tok_forged");
  }

  @Override
  protected OAuthRequest unknownClient() {
    return exchange(token(NOBODY));
  }

  /** RFC 8693 section 2.2.2. */
  @Override
  protected String refusal() {
    return "invalid_request";
  }

  private OAuthRequest exchange(String token) {
    return anOAuthRequest()
        .to(ACME.issuer() + "/oauth/token")
        .with("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
        .with("actor_token", token)
        .with("actor_token_type", "urn:ietf:params:oauth:token-type:access_token")
        .build();
  }

  private String token(Client client) {
    return tokens
        .issue(
            ACME,
            new AccessTokenIssuanceRequest(
                client,
                client.subject(),
                List.of(),
                Set.of(),
                List.of(),
                client.accessTokenLifetime(),
                Optional.empty(),
                Map.of()))
        .value();
  }
}
