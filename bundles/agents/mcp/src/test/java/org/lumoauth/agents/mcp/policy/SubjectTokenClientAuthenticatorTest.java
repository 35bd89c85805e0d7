/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.mcp.McpBundleFixture.ACME;
import static org.lumoauth.agents.mcp.McpBundleFixture.FILES;
import static org.lumoauth.agents.mcp.McpBundleFixture.GLOBEX;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.mcp.McpBundleFixture;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.OAuthRequestBuilder;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;

class SubjectTokenClientAuthenticatorTest {

  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final Client ROBOT = aClient().withId("robot").of(anAgentRef()).build();
  private static final Client APP = aClient().withId("app").build();

  private final FakeTokenService tokens = new FakeTokenService();
  private final FakeClientDirectory clients =
      new FakeClientDirectory().with(ACME, ROBOT).with(ACME, APP);

  @DatabaseTest
  void takesAnAgentsOwnTokenForAServerThatItNames(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();
    String token = token(ROBOT, ROBOT.subject(), List.of(), List.of());

    for (String name : List.of(server.id(), "urn:mcp:" + server.id(), FILES)) {
      Client client =
          authenticate(room, ACME, exchange(token).with("audience", name)).orElseThrow();

      assertEquals("robot", client.clientId());
      assertEquals(Set.of(EXCHANGE), client.grantTypes());
      assertEquals(List.of(name), client.metadata().get("token_exchange_audiences"));
      assertTrue(client.authenticationMethods().contains("subject_token"));
    }
  }

  @DatabaseTest
  void refusesATokenThatWasMadeForAnMcpServer(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();
    room.server("resource_uri", FILES + "2");
    String passedOn = token(ROBOT, ROBOT.subject(), List.of(), List.of(FILES + "2"));

    assertEquals(
        "invalid_request", refusal(room, exchange(passedOn).with("audience", server.id())).code());
  }

  @DatabaseTest
  void refusesATokenOfSomebodyElseOrOfAnAgentThatActsForThem(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();

    for (String token :
        List.of(
            token(APP, aUserRef(), List.of(), List.of()),
            token(APP, APP.subject(), List.of(), List.of()),
            token(APP, ROBOT.subject(), List.of(), List.of()),
            token(ROBOT, aUserRef(), List.of(ROBOT.subject()), List.of()),
            "no token")) {
      assertEquals(
          "invalid_request", refusal(room, exchange(token).with("audience", server.id())).code());
    }
  }

  @DatabaseTest
  void refusesEveryTargetButMcpServersThatTheAgentMayUse(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var closed = room.server("allowed_client_ids", List.of("other"));
    String token = token(ROBOT, ROBOT.subject(), List.of(), List.of());

    for (String target :
        List.of(closed.id(), FILES, "https://elsewhere.example", ACME.issuer(), "mcp_0")) {
      assertEquals(
          "invalid_target", refusal(room, exchange(token).with("audience", target)).code(), target);
    }
  }

  @DatabaseTest
  void leavesRequestsAloneThatNameAClientOrNoTarget(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();
    String token = token(ROBOT, ROBOT.subject(), List.of(), List.of());
    var named = exchange(token).with("audience", server.id());

    assertEquals(Optional.empty(), authenticate(room, ACME, exchange(token)));
    assertEquals(Optional.empty(), authenticate(room, ACME, named.with("client_id", "robot")));
    assertEquals(Optional.empty(), authenticate(room, ACME, named.withBasic("robot", "x")));
    assertEquals(Optional.empty(), authenticate(room, ACME, named.with("actor_token", "x")));
    assertEquals(
        Optional.empty(), authenticate(room, ACME, named.to(ACME.issuer() + "/oauth/introspect")));
  }

  @DatabaseTest
  void knowsNoTokenOfAnotherTenant(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();
    String token = token(ROBOT, ROBOT.subject(), List.of(), List.of());

    var refusal =
        assertThrows(
            OAuthException.class,
            () -> authenticate(room, GLOBEX, exchange(token).with("audience", server.id())));
    assertEquals("invalid_request", refusal.code());
    assertTrue(
        refusal.getMessage().startsWith("The subject_token must be a valid token of an agent"),
        refusal.getMessage());
  }

  private Optional<Client> authenticate(
      McpBundleFixture room, TenantContext tenant, OAuthRequestBuilder request) {
    return new SubjectTokenClientAuthenticator(tokens, clients, room.policy)
        .authenticate(tenant, request.build());
  }

  private OAuthException refusal(McpBundleFixture room, OAuthRequestBuilder request) {
    return assertThrows(OAuthException.class, () -> authenticate(room, ACME, request));
  }

  private static OAuthRequestBuilder exchange(String token) {
    return anOAuthRequest()
        .to(ACME.issuer() + "/oauth/token")
        .with("grant_type", EXCHANGE)
        .with("subject_token", token)
        .with("subject_token_type", "urn:ietf:params:oauth:token-type:access_token");
  }

  private String token(
      Client client, SubjectRef subject, List<SubjectRef> actors, List<String> audience) {
    return tokens
        .issue(
            ACME,
            new AccessTokenIssuanceRequest(
                client,
                subject,
                actors,
                Set.of(),
                audience,
                client.accessTokenLifetime(),
                Optional.empty(),
                Map.of()))
        .value();
  }
}
