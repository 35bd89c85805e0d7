/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.mcp.McpBundleFixture.ACME;
import static org.lumoauth.agents.mcp.McpBundleFixture.ADMIN;
import static org.lumoauth.agents.mcp.McpBundleFixture.FILES;
import static org.lumoauth.agents.mcp.McpBundleFixture.GLOBEX;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.agents.mcp.McpBundleFixture;
import org.lumoauth.agents.mcp.server.McpServerRequestBodyParser;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.AuthenticatedTokenRequestBuilder;

class McpResourcePolicyTest {

  private static final String ELSEWHERE = "https://elsewhere.example";
  private static final Client APP =
      aClient().withId("app").withScope("openid", "offline_access").build();
  private static final Client ROBOT = aClient().withId("robot").of(anAgentRef()).build();

  @DatabaseTest
  void letsAClientAskForTheScopesOfTheServerThatItNames(TestDatabase database) {
    var room = new McpBundleFixture(database);
    room.server();

    assertEquals(
        Set.of("files:read", "files:write"), room.policy.scopes(ACME, APP, List.of(FILES)));
    assertEquals(Set.of(), room.policy.scopes(ACME, APP, List.of(ELSEWHERE)));
    assertEquals(Set.of(), room.policy.scopes(GLOBEX, APP, List.of(FILES)));
  }

  @DatabaseTest
  void widensNoScopeForTwoResourcesAtOnceSoThatNoneIsUsedAtTheOther(TestDatabase database) {
    var room = new McpBundleFixture(database);
    room.server();

    assertEquals(Set.of(), room.policy.scopes(ACME, APP, List.of(FILES, ACME.issuer())));
  }

  @DatabaseTest
  void widensNothingBeyondTheCapabilitiesOfAnAgent(TestDatabase database) {
    var room = new McpBundleFixture(database);
    room.server();

    assertEquals(Set.of(), room.policy.scopes(ACME, ROBOT, List.of(FILES)));
  }

  @DatabaseTest
  void refusesAResourceThatNobodyRegistered(TestDatabase database) {
    var room = new McpBundleFixture(database);
    room.server();

    refuses("invalid_target", () -> room.policy.check(ACME, APP, asking(ELSEWHERE, "openid")));
    refuses(
        "invalid_target",
        () -> room.policy.check(ACME, request().with("resource", ELSEWHERE).build(), List.of()));
    refuses("invalid_target", () -> room.policy.check(GLOBEX, APP, asking(FILES, "openid")));
  }

  /** Who names a wrong resource should not be told of its scopes first. */
  @DatabaseTest
  void refusesAResourceBeforeAnythingElseOfTheRequest(TestDatabase database) {
    var room = new McpBundleFixture(database);
    room.server();

    refuses("invalid_target", () -> room.policy.requireTargets(ACME, APP, List.of(ELSEWHERE)));
    refuses(
        "invalid_target",
        () -> room.policy.requireTargets(ACME, APP, List.of(FILES, ACME.issuer())));
    refuses("invalid_target", () -> room.policy.requireTargets(GLOBEX, APP, List.of(FILES)));
    room.policy.requireTargets(ACME, APP, List.of(FILES));
    room.policy.requireTargets(ACME, APP, List.of(ACME.issuer()));
    room.policy.requireTargets(ACME, APP, List.of(ACME.issuer() + "/mcp"));
    refuses(
        "invalid_target",
        () -> room.policy.requireTargets(ACME, APP, List.of(GLOBEX.issuer() + "/mcp")));
    room.policy.requireTargets(ACME, APP, List.of());
  }

  /** An exchange may name it by audience and by resource. */
  @DatabaseTest
  void takesTwoNamesOfOneServerForOne(TestDatabase database) {
    var room = new McpBundleFixture(database);
    String id = room.server().id();

    for (String name : List.of(id, "urn:mcp:" + id)) {
      var applied = room.policy.applyTo(ACME, token(APP, Set.of(), name, FILES));
      assertEquals(List.of(FILES), applied.audience());
    }
    refuses(
        "invalid_target",
        () -> room.policy.applyTo(ACME, token(APP, Set.of(), id, FILES, ELSEWHERE)));
  }

  @DatabaseTest
  void letsATenantOpenItselfToResourcesThatNobodyRegistered(TestDatabase database) {
    var room = new McpBundleFixture(database);
    room.settings.change(ACME, McpSettings.SECTION, Map.of("registeredResourcesOnly", false));

    room.policy.check(ACME, APP, asking(ELSEWHERE, "openid"));
  }

  @DatabaseTest
  void leavesAClientItsRegisteredAudiences(TestDatabase database) {
    var room = new McpBundleFixture(database);
    Client listed = aClient().with("audience_uris", List.of(ELSEWHERE)).build();

    room.policy.check(ACME, listed, asking(ELSEWHERE, "openid"));
  }

  @DatabaseTest
  void refusesAClientThatIsNotAllowed(TestDatabase database) {
    var room = new McpBundleFixture(database);
    room.server("allowed_client_ids", List.of("other"));

    refuses("invalid_target", () -> room.policy.check(ACME, APP, asking(FILES, "files:read")));
    refuses("invalid_target", () -> room.policy.applyTo(ACME, token(APP, Set.of(), FILES)));
    assertEquals(Set.of(), room.policy.scopes(ACME, APP, List.of(FILES)));
  }

  @DatabaseTest
  void endsTokensOfAServerThatIsDisabledOrThatTheClientMayNotUseAnyMore(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();
    var held = held(room, FILES);
    assertTrue(room.policy.isTokenUsable(ACME, held));

    room.servers.change(ACME, server.id(), Map.of("status", "disabled"), ADMIN);
    assertFalse(room.policy.isTokenUsable(ACME, held));
    room.servers.change(ACME, server.id(), Map.of("status", "active"), ADMIN);
    assertTrue(room.policy.isTokenUsable(ACME, held));
    room.servers.change(ACME, server.id(), Map.of("allowed_client_ids", List.of("other")), ADMIN);

    assertFalse(room.policy.isTokenUsable(ACME, held));
  }

  @DatabaseTest
  void endsTokensOfAServerThatIsRemovedOrElsewhereNowForGood(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();
    var first = held(room, FILES);
    room.servers.change(ACME, server.id(), Map.of("resource_uri", FILES + "2"), ADMIN);
    assertFalse(room.policy.isTokenUsable(ACME, first));
    var second = held(room, FILES + "2");
    assertTrue(room.policy.isTokenUsable(ACME, second));
    room.servers.delete(ACME, server.id(), ADMIN);
    assertFalse(room.policy.isTokenUsable(ACME, second));

    room.server();

    assertFalse(room.policy.isTokenUsable(ACME, first));
    assertTrue(room.policy.isTokenUsable(ACME, held(room, FILES)));
    assertTrue(room.policy.isTokenUsable(ACME, held(room, ELSEWHERE)), "it is none of ours");
    assertTrue(room.policy.isTokenUsable(GLOBEX, first), "nor is it there");
    assertFalse(
        new McpBundleFixture(database).policy.isTokenUsable(ACME, second),
        "it is known after a restart");
  }

  /** A token of the application, made now. */
  private static VerifiedToken held(McpBundleFixture room, String resource) {
    return new VerifiedToken(
        room.identifiers.next("tok_"),
        ACME.id(),
        APP.subject(),
        List.of(),
        APP.clientId(),
        Set.of(),
        List.of(resource),
        Instant.now(),
        Instant.now().plusSeconds(60),
        Optional.empty(),
        Map.of());
  }

  @DatabaseTest
  void refusesAServerThatIsDisabledOrTakesNoTokens(TestDatabase database) {
    var room = new McpBundleFixture(database);
    room.server("status", "disabled");
    room.server("resource_uri", FILES + "2", "auth_mode", "none");

    refuses("invalid_target", () -> room.policy.check(ACME, APP, asking(FILES, "openid")));
    refuses("invalid_target", () -> room.policy.check(ACME, APP, asking(FILES + "2", "openid")));
  }

  @DatabaseTest
  void refusesARequestWithoutPkceWhereTheServerNeedsIt(TestDatabase database) {
    var room = new McpBundleFixture(database);
    room.server();

    refuses(
        "invalid_request",
        () ->
            room.policy.check(
                ACME, APP, asking(List.of(FILES), Set.of("files:read"), Optional.empty())));
  }

  @DatabaseTest
  void refusesAScopeThatTheServerDoesNotHave(TestDatabase database) {
    var room = new McpBundleFixture(database);
    room.server();

    room.policy.check(ACME, APP, asking(FILES, "files:read", "openid", "offline_access"));
    refuses("invalid_scope", () -> room.policy.check(ACME, APP, asking(FILES, "mail:read")));
  }

  @DatabaseTest
  void takesASlashWithoutAPathAndWritesTheRegisteredSpelling(TestDatabase database) {
    var room = new McpBundleFixture(database);
    room.server("resource_uri", "https://files.example");

    var made = room.policy.applyTo(ACME, token(APP, Set.of(), "https://files.example/"));

    assertEquals(List.of("https://files.example"), made.audience());
    refuses(
        "invalid_target",
        () -> room.policy.check(ACME, APP, asking("https://files.example//", "openid")));
  }

  @DatabaseTest
  void makesNoTokenForAServerAndSomethingElse(TestDatabase database) {
    var room = new McpBundleFixture(database);
    room.server();
    room.server("resource_uri", FILES + "2");

    refuses(
        "invalid_target",
        () -> room.policy.applyTo(ACME, token(APP, Set.of(), FILES, FILES + "2")));
    refuses(
        "invalid_target",
        () -> room.policy.applyTo(ACME, token(APP, Set.of(), FILES, ACME.issuer())));
  }

  @DatabaseTest
  void wantsTheResourceInTheTokenRequestTooUnlessTheServerLetsItBe(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();

    refuses("invalid_target", () -> room.policy.check(ACME, request().build(), List.of(FILES)));
    room.policy.check(ACME, request().with("resource", FILES).build(), List.of(FILES));

    room.servers.change(
        ACME, server.id(), Map.of("require_resource_param", false), McpBundleFixture.ADMIN);
    room.policy.check(ACME, request().build(), List.of(FILES));
  }

  @DatabaseTest
  void wantsADpopKeyWhereTheServerDoes(TestDatabase database) {
    var room = new McpBundleFixture(database);
    room.server("require_dpop", true);
    var named = request().with("resource", FILES);

    refuses("invalid_dpop_proof", () -> room.policy.check(ACME, named.build(), List.of()));
    refuses("invalid_dpop_proof", () -> room.policy.applyTo(ACME, token(APP, Set.of(), FILES)));
    refuses(
        "invalid_dpop_proof",
        () -> room.policy.check(ACME, named.boundTo(Map.of("x5t#S256", "abc")).build(), List.of()));
    room.policy.check(ACME, named.boundTo(Map.of("jkt", "abc")).build(), List.of());
  }

  @DatabaseTest
  void cutsScopeAndLifetimeToTheServers(TestDatabase database) {
    var room = new McpBundleFixture(database);
    room.server("token_lifetime", 7_200);

    var made = room.policy.applyTo(ACME, token(APP, Set.of("openid", "files:read", "x"), FILES));

    assertEquals(Set.of("openid", "files:read"), made.scope());
    assertEquals(Duration.ofHours(2), made.lifetime());
  }

  @DatabaseTest
  void neverLengthensATokenOfAnAgentOrOfAnExchange(TestDatabase database) {
    var room = new McpBundleFixture(database);
    room.server("token_lifetime", 7_200);
    var cut =
        new AccessTokenIssuanceRequest(
            APP,
            aUserRef(),
            List.of(),
            Set.of(),
            List.of(FILES),
            Duration.ofSeconds(90),
            Optional.empty(),
            Map.of());

    assertEquals(Duration.ofSeconds(90), room.policy.applyTo(ACME, cut).lifetime());
    assertEquals(
        ROBOT.accessTokenLifetime(),
        room.policy.applyTo(ACME, token(ROBOT, Set.of(), FILES)).lifetime());
  }

  @DatabaseTest
  void knowsAServerByItsIdAndUrnInItsTenantAlone(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();
    room.servers.create(
        GLOBEX, McpServerRequestBodyParser.read(McpBundleFixture.body()), McpBundleFixture.ADMIN);

    assertEquals(Optional.of(FILES), room.policy.resolveResource(ACME, server.id()));
    assertEquals(Optional.of(FILES), room.policy.resolveResource(ACME, "urn:mcp:" + server.id()));
    assertEquals(Optional.empty(), room.policy.resolveResource(GLOBEX, server.id()));
    assertEquals(Optional.empty(), room.policy.resolveResource(ACME, "urn:mcp:1"));
  }

  @DatabaseTest
  void letsOnlyAgentsReachAServerByExchange(TestDatabase database) {
    var room = new McpBundleFixture(database);
    room.server();

    assertTrue(room.policy.isReachable(ACME, ROBOT, FILES));
    assertFalse(room.policy.isReachable(ACME, APP, FILES));
    assertFalse(room.policy.isReachable(ACME, ROBOT, ELSEWHERE));
  }

  private static AuthenticatedTokenRequestBuilder request() {
    return aGrantRequest().from(APP);
  }

  private static AccessTokenIssuanceRequest token(
      Client client, Set<String> scope, String... audience) {
    return new AccessTokenIssuanceRequest(
        client,
        client.subject(),
        List.of(),
        scope,
        List.of(audience),
        client.accessTokenLifetime(),
        Optional.empty(),
        Map.of());
  }

  private static AuthorizationRequest asking(String resource, String... scope) {
    return asking(List.of(resource), Set.of(scope), Optional.of("c".repeat(43)));
  }

  private static AuthorizationRequest asking(
      List<String> resources, Set<String> scope, Optional<String> challenge) {
    return new AuthorizationRequest(
        "app",
        "https://app.example/cb",
        true,
        "code",
        "query",
        scope,
        Optional.empty(),
        Optional.empty(),
        challenge,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        resources,
        List.of(),
        Optional.empty(),
        "query");
  }

  private static void refuses(String code, Executable work) {
    assertEquals(code, assertThrows(OAuthException.class, work).code());
  }
}
