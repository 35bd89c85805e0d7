/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.policy;

import static org.lumoauth.agents.mcp.McpBundleFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.agents.mcp.McpBundleFixture;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.oauth.ClientAuthenticationMethodContract;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;

class SubjectTokenClientAuthenticatorContractTest extends ClientAuthenticationMethodContract {

  private static final Client ROBOT = aClient().withId("robot").of(anAgentRef()).build();
  private static final Client NOBODY =
      aClient().withId("nobody").of(new SubjectRef(SubjectRef.AGENT, "agt_nobody")).build();

  private final FakeTokenService tokens = new FakeTokenService();
  private final FakeClientDirectory clients = new FakeClientDirectory().with(ACME, ROBOT);
  private TestDatabase database;
  private McpBundleFixture room;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new McpBundleFixture(database);
    room.server();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected ClientAuthenticationMethod authenticator() {
    return new SubjectTokenClientAuthenticator(tokens, clients, room.policy);
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
        .with("subject_token", token)
        .with("subject_token_type", "urn:ietf:params:oauth:token-type:access_token")
        .with("audience", McpBundleFixture.FILES)
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
