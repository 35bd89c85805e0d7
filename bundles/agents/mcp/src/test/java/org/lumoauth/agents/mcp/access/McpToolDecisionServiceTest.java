/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.mcp.McpBundleFixture.ACME;
import static org.lumoauth.agents.mcp.McpBundleFixture.GLOBEX;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.mcp.McpBundleFixture;
import org.lumoauth.agents.mcp.tool.McpToolListParser;
import org.lumoauth.api.agent.ToolDecisionService.ToolCall;
import org.lumoauth.api.agent.ToolDecisionService.ToolDecision;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuthorizationService;

class McpToolDecisionServiceTest {

  private static final SubjectRef AGENT = anAgentRef();
  private static final Caller CALLER = aCaller().as(AGENT).withScope("mcp.call").build();

  private final FakeMcpRelationServices relations = new FakeMcpRelationServices();
  private final FakeAuthorizationService authorization =
      new FakeAuthorizationService().allow(ACME, AGENT, "mcp.call");

  @DatabaseTest
  void decidesAToolOfAServerAsACallOfItIsDecided(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();
    room.tools(server, "read_file", "write_file");
    relations.grant("mcp_tool:" + server.id() + "/read_file", AGENT);

    var granted = one(room, ACME, "read_file").orElseThrow();
    var other = one(room, ACME, "write_file").orElseThrow();

    assertTrue(granted.decision().permitted());
    assertEquals("mcp.call", granted.action());
    assertEquals(server.id() + "/read_file", granted.resource().id());
    assertEquals("mcp_tool_not_granted", code(other));
  }

  @DatabaseTest
  void knowsNothingOfToolsThatNoServerHas(TestDatabase database) {
    var room = new McpBundleFixture(database);
    room.tools(room.server(), "read_file");

    assertEquals(Optional.empty(), one(room, ACME, "Read_file"));
    assertEquals(Optional.empty(), one(room, GLOBEX, "read_file"));
  }

  @DatabaseTest
  void doesNotDecideANameThatTwoServersHave(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var files = room.server();
    var mirror = room.server("resource_uri", "https://mirror.example/mcp");
    room.tools(files, "read_file");
    room.tools(mirror, "read_file");
    relations.grant("mcp_server:" + files.id(), AGENT);

    var either = one(room, ACME, "read_file").orElseThrow();
    assertEquals("tool_name_ambiguous", code(either));
    assertEquals("ask_again", either.steps().get(0).type());
    assertTrue(named(room, "read_file", files.id()).decision().permitted());
    assertEquals("mcp_tool_not_granted", code(named(room, "read_file", mirror.id())));
  }

  @DatabaseTest
  void meansTheServerThatIsActive(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var files = room.server();
    var old = room.server("resource_uri", "https://old.example/mcp", "status", "disabled");
    room.tools(files, "read_file");
    room.tools(old, "read_file", "list_files");
    relations.grant("mcp_server:" + files.id(), AGENT);
    relations.grant("mcp_server:" + old.id(), AGENT);

    assertTrue(one(room, ACME, "read_file").orElseThrow().decision().permitted());
    assertEquals("mcp_server_disabled", code(one(room, ACME, "list_files").orElseThrow()));
  }

  @DatabaseTest
  void deniesWhatIsOnNoSuchServer(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();
    room.tools(server, "read_file");
    relations.grant("mcp_server:" + server.id(), AGENT);

    assertEquals("mcp_server_unknown", code(named(room, "read_file", "mcp_none")));
    assertEquals("mcp_tool_unknown", code(named(room, "wipe_disk", server.id())));
    assertEquals("mcp_tool_unknown", code(named(room, "read/file", server.id())));
  }

  @DatabaseTest
  void asksForTheArgumentsOnWhichAToolDepends(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();
    Map<String, Object> mapping =
        Map.of(
            "evaluation",
            Map.of(
                "subject", Map.of("type", "identity", "id", "$token.sub"),
                "action", Map.of("name", "documents.read"),
                "resource", Map.of("type", "document", "id", "$params.arguments.id")));
    Map<String, Object> tool =
        Map.of("name", "get", "inputSchema", Map.of("x-authzen-mapping", mapping));
    room.tools.replace(
        ACME,
        server.id(),
        McpToolListParser.read(Map.of("tools", List.of(tool))),
        McpBundleFixture.ADMIN);
    relations.grant("mcp_server:" + server.id(), AGENT);

    var decided = one(room, ACME, "get").orElseThrow();

    assertEquals("mcp_mapping_failed", code(decided));
    var step = decided.steps().get(0);
    assertEquals(Optional.of(URI.create(ACME.issuer() + "/agents/me/mcp/authorize")), step.url());
    assertEquals(server.id(), step.body().get("server_id"));
    assertFalse(decided.decision().permitted());
  }

  private static String code(ToolDecision decided) {
    return decided.decision().reason().code();
  }

  private Optional<ToolDecision> one(McpBundleFixture room, TenantContext tenant, String tool) {
    return decide(room, tenant, new ToolCall(tool, Optional.empty()));
  }

  private ToolDecision named(McpBundleFixture room, String tool, String server) {
    return decide(room, ACME, new ToolCall(tool, Optional.of(server))).orElseThrow();
  }

  private Optional<ToolDecision> decide(
      McpBundleFixture room, TenantContext tenant, ToolCall call) {
    var access =
        new ToolAccessEvaluator(
            room.toolMemory,
            relations.stores(),
            relations.queries(),
            authorization,
            new ToolMappingExpressionEvaluator(
                (source, parameters, result) -> {
                  throw new AssertionError("paths are walked: " + source);
                }));
    return new McpToolDecisionService(room.memory, room.toolMemory, access)
        .decide(tenant, CALLER, List.of(call))
        .get(0);
  }
}
