/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.mcp.McpBundleFixture.ACME;
import static org.lumoauth.agents.mcp.McpBundleFixture.FILES;
import static org.lumoauth.agents.mcp.McpBundleFixture.GLOBEX;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.mcp.McpBundleFixture;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;

class McpDiscoveryEndpointTest {

  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

  private final FakeTokenService tokens = new FakeTokenService();
  private final FakeProviderRegistry registry =
      new FakeProviderRegistry()
          .with(
              ServerMetadataContributor.class,
              "dpop",
              (tenant, metadata) ->
                  metadata.put("dpop_signing_alg_values_supported", List.of("ES256")));

  @DatabaseTest
  void publishesTheServerAndItsAuthorizationServer(TestDatabase database) throws IOException {
    var room = new McpBundleFixture(database);
    var server = room.server("require_dpop", true);

    var answer = metadata(room, ACME, WELL_KNOWN + "/mcp/" + server.id());

    assertEquals("public, max-age=3600", answer.responseHeader("Cache-Control"));
    assertEquals(
        Map.of(
            "resource", FILES,
            "authorization_servers", List.of(ACME.issuer()),
            "bearer_methods_supported", List.of("header"),
            "scopes_supported", List.of("files:read", "files:write"),
            "resource_name", "Files",
            "dpop_bound_access_tokens_required", true,
            "dpop_signing_alg_values_supported", List.of("ES256")),
        answer.answer());
  }

  @DatabaseTest
  void tellsOfOneServerAtTheRootAndListsSeveral(TestDatabase database) throws IOException {
    var room = new McpBundleFixture(database);
    room.server();
    assertEquals(FILES, metadata(room, ACME, WELL_KNOWN).answer().get("resource"));

    room.server("resource_uri", FILES + "2");
    var resources = (List<?>) metadata(room, ACME, WELL_KNOWN).answer().get("resources");
    assertEquals(2, resources.size());
    assertEquals(FILES, ((Map<?, ?>) resources.get(0)).get("resource"));
  }

  @DatabaseTest
  void findsAServerBelowTheApiWhereClientsLookForIt(TestDatabase database) throws IOException {
    var room = new McpBundleFixture(database);
    String below = ACME.issuer() + "/tools";
    room.server("resource_uri", below.replace("http://", "https://"));

    assertEquals(below, metadata(room, ACME, WELL_KNOWN + "/tools").answer().get("resource"));
  }

  @DatabaseTest
  void findsAServerHoweverDeepBelowTheApi(TestDatabase database) throws IOException {
    var room = new McpBundleFixture(database);
    String below = ACME.issuer().replace("http://", "https://") + "/tools/a/b/c/d";
    room.server("resource_uri", below);

    assertEquals(
        below, metadata(room, ACME, WELL_KNOWN + "/tools/a/b/c/d").answer().get("resource"));
  }

  @DatabaseTest
  void publishesNothingForUnknownDisabledOrForeignServers(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server("status", "disabled");
    var open = room.server("resource_uri", FILES + "2", "auth_mode", "none");

    for (String path : List.of("", "/mcp/" + server.id(), "/mcp/mcp_0", "/x/y")) {
      var problem = assertThrows(ApiException.class, () -> metadata(room, ACME, WELL_KNOWN + path));
      assertEquals(404, problem.status(), path);
    }
    assertEquals(
        404,
        assertThrows(
                ApiException.class, () -> metadata(room, GLOBEX, WELL_KNOWN + "/mcp/" + open.id()))
            .status());
    var problem =
        assertThrows(
            ApiException.class, () -> metadata(room, ACME, WELL_KNOWN + "/mcp/" + open.id()));
    assertEquals(400, problem.status());
    assertEquals("not_applicable", problem.code());
  }

  @DatabaseTest
  void challengesARequestWithoutAToken(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();

    var problem = refusal(room, server, challenge(server));

    assertEquals(401, problem.status());
    assertEquals(
        "Bearer resource_metadata=\""
            + ACME.issuer()
            + WELL_KNOWN
            + "/mcp/"
            + server.id()
            + "\", scope=\"files:read files:write\"",
        problem.headers().get("WWW-Authenticate"));
  }

  @DatabaseTest
  void asksForAKeyWhereTokensAreBound(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server("require_dpop", true);

    var problem = refusal(room, server, challenge(server));

    String header = problem.headers().get("WWW-Authenticate");
    assertTrue(header.startsWith("DPoP "), header);
    assertTrue(header.endsWith("algs=\"ES256\""), header);
  }

  @DatabaseTest
  void refusesATokenThatIsForAnotherServerOrForTheApi(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();
    room.server("resource_uri", FILES + "2");

    for (List<String> audience : List.of(List.<String>of(), List.of(FILES + "2"))) {
      var problem =
          refusal(
              room,
              server,
              challenge(server).withHeader("Authorization", "Bearer " + token(audience)));
      assertEquals(401, problem.status());
      assertTrue(
          problem.headers().get("WWW-Authenticate").startsWith("Bearer error=\"invalid_token\""),
          problem.headers().toString());
    }
  }

  @DatabaseTest
  void asksForMoreScopeBesideWhatTheTokenHas(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();

    var problem =
        refusal(
            room,
            server,
            challenge(server)
                .withQuery("scope", "files:write")
                .withHeader(
                    "Authorization", "Bearer " + token(List.of(FILES), "files:read", "openid")));

    assertEquals(403, problem.status());
    assertEquals("insufficient_scope", problem.code());
    String header = problem.headers().get("WWW-Authenticate");
    assertTrue(header.startsWith("Bearer error=\"insufficient_scope\""), header);
    assertTrue(header.contains("scope=\"files:read files:write\""), header);
    assertTrue(header.contains("resource_metadata=\""), header);
  }

  @DatabaseTest
  void letsATokenThroughThatIsForTheServer(TestDatabase database) throws IOException {
    var room = new McpBundleFixture(database);
    var server = room.server();
    var exchange =
        challenge(server)
            .withQuery("scope", "files:read")
            .withHeader("Authorization", "Bearer " + token(List.of(FILES), "files:read"));

    endpoint(room).handle(exchange);

    assertEquals(
        Map.of("status", "authenticated", "server", "Files", "server_id", server.id()),
        exchange.answer());
  }

  @DatabaseTest
  void namesNoScopeThatTheServerDoesNotHave(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();

    var problem = refusal(room, server, challenge(server).withQuery("scope", "x\" y=\"z"));

    assertEquals(400, problem.status());
    assertFalse(problem.headers().containsKey("WWW-Authenticate"));
  }

  private FakeHttpExchange metadata(McpBundleFixture room, TenantContext tenant, String path)
      throws IOException {
    var exchange = FakeHttpExchange.get(tenant, path);
    new McpServerMetadataEndpoint(room.memory, new McpServerMetadataDocumentFactory(registry))
        .handle(exchange);
    return exchange;
  }

  private McpChallengeEndpoint endpoint(McpBundleFixture room) {
    return new McpChallengeEndpoint(
        room.memory,
        new McpTokenVerifier(tokens, registry),
        new McpServerMetadataDocumentFactory(registry));
  }

  private ApiException refusal(McpBundleFixture room, McpServer server, FakeHttpExchange exchange) {
    return assertThrows(ApiException.class, () -> endpoint(room).handle(exchange), server.id());
  }

  private static FakeHttpExchange challenge(McpServer server) {
    return FakeHttpExchange.get(ACME, "/mcp/" + server.id() + "/challenge");
  }

  private String token(List<String> audience, String... scope) {
    var client = aClient().build();
    return tokens
        .issue(
            ACME,
            new AccessTokenIssuanceRequest(
                client,
                client.subject(),
                List.of(),
                Set.of(scope),
                audience,
                client.accessTokenLifetime(),
                Optional.empty(),
                Map.of()))
        .value();
  }
}
