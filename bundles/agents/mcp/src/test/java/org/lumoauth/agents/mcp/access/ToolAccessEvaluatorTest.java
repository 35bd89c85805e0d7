/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.mcp.McpBundleFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.mcp.McpBundleFixture;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.agents.mcp.tool.McpToolListParser;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuthorizationService;

class ToolAccessEvaluatorTest {

  private static final SubjectRef AGENT = anAgentRef();
  private static final SubjectRef USER = aUserRef();
  private static final Map<String, Object> READ =
      Map.of(
          "evaluation",
          Map.of(
              "subject", Map.of("type", "identity", "id", "$token.sub"),
              "action", Map.of("name", "documents.read"),
              "resource", Map.of("type", "document", "id", "$params.arguments.id"),
              "context", Map.of("agent", "$token.?client_id")));

  private final FakeMcpRelationServices relations = new FakeMcpRelationServices();
  private int servers;
  private final FakeAuthorizationService authorization = new FakeAuthorizationService();

  @DatabaseTest
  void allowsAToolThatIsGranted(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();
    relations.grant("mcp_tool:" + server.id() + "/read_file", AGENT);
    authorization.allow(ACME, AGENT, "mcp.call");

    assertTrue(judge(room, server, agent(), "read_file", Map.of()).allowed());
    assertEquals(
        "mcp_tool_not_granted", judge(room, server, agent(), "write_file", Map.of()).code());
  }

  @DatabaseTest
  void allowsEveryToolOfAServerThatIsGranted(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();
    relations.grant("mcp_server:" + server.id(), AGENT);
    authorization.allow(ACME, AGENT, "mcp.call");

    assertTrue(judge(room, server, agent(), "read_file", Map.of()).allowed());
  }

  @DatabaseTest
  void deniesWhatTheDecisionServiceDoesNotPermitThoughItIsGranted(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();
    relations.grant("mcp_server:" + server.id(), AGENT);

    assertFalse(judge(room, server, agent(), "read_file", Map.of()).allowed());
  }

  @DatabaseTest
  void wantsTheGrantOfTheUserAndOfTheAgentThatActsForThem(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();
    authorization.allow(ACME, AGENT, "mcp.call").allow(ACME, USER, "mcp.call");
    Caller both = aCaller().as(USER).actedBy(AGENT).withScope("mcp.call").build();

    relations.grant("mcp_tool:" + server.id() + "/read_file", AGENT);
    assertEquals("mcp_tool_not_granted", judge(room, server, both, "read_file", Map.of()).code());

    relations.grant("mcp_server:" + server.id(), USER);
    assertTrue(judge(room, server, both, "read_file", Map.of()).allowed());
    assertEquals(
        List.of(AGENT),
        authorization
            .recordedQuestions()
            .get(authorization.recordedQuestions().size() - 1)
            .actors());
  }

  @DatabaseTest
  void comparesNamesOfToolsByteForByte(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server();
    room.tools(server, "read_file");
    relations.grant("mcp_server:" + server.id(), AGENT);
    authorization.allow(ACME, AGENT, "mcp.call");

    assertTrue(judge(room, server, agent(), "read_file", Map.of()).allowed());
    for (String like : List.of("Read_file", "read-file", "readfile", "read_fi1e")) {
      assertEquals("mcp_tool_unknown", judge(room, server, agent(), like, Map.of()).code(), like);
    }
  }

  @DatabaseTest
  void deniesEverythingOnAServerThatIsDisabled(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = room.server("status", "disabled");
    relations.grant("mcp_server:" + server.id(), AGENT);
    authorization.allow(ACME, AGENT, "mcp.call");

    assertEquals("mcp_server_disabled", judge(room, server, agent(), "read_file", Map.of()).code());
  }

  @DatabaseTest
  void turnsACallIntoTheDecisionThatTheToolDeclares(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = mapped(room, READ);

    var verdict = judge(room, server, agent(), "get", Map.of("id", "plan"));

    assertTrue(verdict.allowed(), verdict.text());
    var asked = authorization.recordedQuestions().get(authorization.recordedQuestions().size() - 1);
    assertEquals("documents.read", asked.action());
    assertEquals("plan", asked.resource().orElseThrow().id());
  }

  /** To read the token again costs its signature. */
  @DatabaseTest
  void asksForTheClaimsOfTheTokenOnceAndOnlyForAMapping(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var plain = room.server();
    var mapped =
        mapped(
            room,
            Map.of(
                "evaluations",
                Map.of(
                    "evaluations",
                    List.of(
                        evaluation("documents.read", "plan"),
                        evaluation("documents.read", "budget")))));
    relations.grant("mcp_server:" + plain.id(), AGENT);
    var asked = new AtomicInteger();
    Supplier<Map<String, Object>> claims =
        () -> {
          asked.incrementAndGet();
          return Map.of();
        };

    assertTrue(
        access(room)
            .evaluate(new ToolCallRequest(ACME, agent(), plain, "get", Map.of(), claims))
            .allowed());
    assertEquals(0, asked.get());

    assertTrue(
        access(room)
            .evaluate(new ToolCallRequest(ACME, agent(), mapped, "get", Map.of(), claims))
            .allowed());
    assertEquals(1, asked.get());
  }

  @DatabaseTest
  void deniesACallWhoseDeclaredDecisionIsNo(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = mapped(room, READ);
    authorization.allow(ACME, AGENT, "mcp.call");

    assertFalse(judge(room, server, agent(), "get", Map.of("id", "plan")).allowed());
  }

  @DatabaseTest
  void deniesACallThatLacksAValueOfTheMapping(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server = mapped(room, READ);

    for (Map<String, Object> arguments :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("ID", "plan"),
            Map.of("id", ""),
            Map.of("id", List.of("plan")),
            Map.of("id", Map.of("x", "plan")),
            Map.of("id", true))) {
      assertEquals(
          "mcp_mapping_failed",
          judge(room, server, agent(), "get", arguments).code(),
          arguments.toString());
    }
  }

  @DatabaseTest
  void takesANullAmongTheArgumentsForNothingSaid(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var document =
        Map.of("type", "document", "id", "plan", "properties", "$params.arguments.about");
    var server =
        mapped(
            room,
            Map.of(
                "evaluation",
                Map.of("action", Map.of("name", "documents.read"), "resource", document)));
    Map<String, Object> about = new HashMap<>(Map.of("kind", "draft"));
    about.put("owner", null);

    var verdict = judge(room, server, agent(), "get", Map.of("about", about));

    assertTrue(verdict.allowed(), verdict.text());
    var asked = authorization.recordedQuestions().get(authorization.recordedQuestions().size() - 1);
    assertEquals(Map.of("kind", "draft"), asked.resource().orElseThrow().attributes());
  }

  @DatabaseTest
  void deniesAMappingThatSpeaksOfAnotherSubject(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server =
        mapped(
            room,
            Map.of(
                "evaluation",
                Map.of(
                    "subject", Map.of("type", "identity", "id", "$params.arguments.who"),
                    "action", Map.of("name", "documents.read"),
                    "resource", Map.of("type", "document", "id", "plan"))));

    assertEquals(
        "mcp_mapping_failed", judge(room, server, agent(), "get", Map.of("who", "root")).code());
  }

  @DatabaseTest
  void wantsEachOfSeveralDecisionsToPermit(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var server =
        mapped(
            room,
            Map.of(
                "evaluations",
                Map.of(
                    "subject",
                    Map.of("type", "identity", "id", "$token.sub"),
                    "evaluations",
                    List.of(
                        evaluation("documents.read", "$params.arguments.from"),
                        evaluation("documents.write", "$params.arguments.to")))));
    Map<String, Object> move = Map.of("from", "a", "to", "b");

    assertFalse(judge(room, server, agent(), "get", move).allowed());
    authorization.allow(ACME, AGENT, "mcp.call", "documents.read", "documents.write");
    assertTrue(judge(room, server, agent(), "get", move).allowed());
  }

  @DatabaseTest
  void suppliesTheTokensSubjectWhereAMappingLeavesItOut(TestDatabase database) {
    for (Map<String, Object> subject :
        List.<Map<String, Object>>of(Map.of(), Map.of("subject", Map.of("type", "identity")))) {
      Map<String, Object> one = new HashMap<>(evaluation("documents.read", "plan"));
      one.putAll(subject);
      Map<String, Object> many = new HashMap<>(subject);
      many.put("evaluations", List.of(evaluation("documents.read", "plan")));

      for (Map<String, Object> mapping :
          List.<Map<String, Object>>of(Map.of("evaluation", one), Map.of("evaluations", many))) {
        var room = new McpBundleFixture(database);
        var verdict = judge(room, mapped(room, mapping), agent(), "get", Map.of());
        assertTrue(verdict.allowed(), mapping + " " + verdict.text());
      }
    }
  }

  @Test
  void rejectsSubjectInsideEvaluationsList() {
    Map<String, Object> own = new HashMap<>(evaluation("documents.read", "plan"));
    own.put("subject", Map.of("type", "identity", "id", "$token.sub"));

    assertThrows(
        ToolAuthorizationMappingException.class,
        () ->
            ToolAuthorizationMapping.read(
                Map.of("evaluations", Map.of("evaluations", List.of(own))),
                new ToolMappingExpressionEvaluator((source, parameters, result) -> null)));
  }

  @DatabaseTest
  void knowsEveryClaimOfTheToken(TestDatabase database) {
    for (String claim : List.of("$token.aud", "$token.exp", "$token.jti", "$token.client_id")) {
      var room = new McpBundleFixture(database);
      var server = mapped(room, Map.of("evaluation", evaluation("documents.read", claim)));

      var verdict = judge(room, server, agent(), "get", Map.of());

      assertTrue(verdict.allowed(), claim + " " + verdict.text());
    }
    assertEquals(
        List.of("https://files.example/mcp", "1"),
        authorization.recordedQuestions().stream()
            .filter(asked -> asked.action().equals("documents.read"))
            .map(asked -> asked.resource().orElseThrow().id())
            .limit(2)
            .toList());
  }

  private static Map<String, Object> evaluation(String action, String id) {
    return Map.of(
        "action", Map.of("name", action), "resource", Map.of("type", "document", "id", id));
  }

  /** A server with one tool that declares this, which the agent may call. */
  private McpServer mapped(McpBundleFixture room, Map<String, Object> mapping) {
    var server = room.server("resource_uri", McpBundleFixture.FILES + servers++);
    room.tools.replace(
        ACME,
        server.id(),
        McpToolListParser.read(
            Map.of(
                "tools",
                List.of(
                    Map.of("name", "get", "inputSchema", Map.of("x-authzen-mapping", mapping))))),
        McpBundleFixture.ADMIN);
    relations.grant("mcp_server:" + server.id(), AGENT);
    authorization.allow(ACME, AGENT, "mcp.call", "documents.read");
    return server;
  }

  private ToolAccessDecision judge(
      McpBundleFixture room,
      McpServer server,
      Caller caller,
      String tool,
      Map<String, Object> arguments) {
    Map<String, Object> claims = Map.of("aud", List.of("https://files.example/mcp"), "exp", 1L);
    return access(room)
        .evaluate(new ToolCallRequest(ACME, caller, server, tool, arguments, () -> claims));
  }

  private ToolAccessEvaluator access(McpBundleFixture room) {
    return new ToolAccessEvaluator(
        room.toolMemory,
        relations.stores(),
        relations.queries(),
        authorization,
        new ToolMappingExpressionEvaluator(
            (source, parameters, result) -> {
              throw new AssertionError("paths are walked: " + source);
            }));
  }

  private static Caller agent() {
    return aCaller().as(AGENT).withScope("mcp.call", "documents.read").build();
  }
}
