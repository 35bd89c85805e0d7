/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestTenant;

/** Decisions about calls of the tools of an MCP server. */
@ExtendWith(DefaultServerExtension.class)
class McpToolDecisionIT extends McpServersTestBase {

  @Test
  void reportsTheSecurityPostureOfAServer() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    String path = "/admin/mcp/servers/" + register(tenant, FILES, Map.of());

    tenant.admin().patch(path, Map.of("require_pkce", false)).expect(200);
    assertEquals("weak", posture(tenant, path));
    tenant.admin().put(path + "/tools", tools("read_file")).expect(200);
    tenant
        .admin()
        .patch(
            path,
            Map.of(
                "require_pkce",
                true,
                "require_dpop",
                true,
                "token_lifetime",
                300,
                "allowed_client_ids",
                List.of(TestApplication.register(tenant, Map.of()).id())))
        .expect(200);
    assertEquals("strong", posture(tenant, path));
  }

  private static String posture(TestTenant tenant, String path) {
    JsonNode shown = tenant.admin().get(path).expect(200).data();
    return shown.at("/posture/level").asText(shown.toString());
  }

  @Test
  void decidesToolQuestionsLikeToolCalls() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    String files = register(tenant, FILES, Map.of());
    var agent = tenant.agent("Clerk", List.of("mcp.call", "read_file", "summarize"), List.of());
    tenant
        .admin()
        .put("/admin/mcp/servers/" + files + "/tools", tools("read_file", "search"))
        .expect(200);
    allowToolCall(tenant, agent, "mcp_tool:" + files + "/search");
    ApiClient asAgent = agent.authenticated();
    var asked = Map.of("tools", List.of("read_file", "search", "summarize", "Search"));

    JsonNode answer = asAgent.post("/agents/ask", asked).expect(200).body();

    // The capability of the tool's name opens no tool of a server; that of no server's tool does.
    assertEquals(List.of("search", "summarize"), texts(answer.path("allowed_tools")));
    assertEquals(
        "mcp_tool_not_granted", answer.path("results").get(0).path("reason_code").asText());
    for (String tool : List.of("read_file", "search")) {
      var call = Map.of("server_id", files, "tool", tool);
      asAgent.post("/agents/me/mcp/authorize", call).expect(tool.equals("search") ? 200 : 403);
    }
    var named = Map.of("tools", List.of("search"), "server_id", "mcp_" + "0".repeat(24));
    assertEquals(
        List.of(),
        texts(asAgent.post("/agents/ask", named).expect(200).body().path("allowed_tools")));
  }

  /** What is sent is refused or decided, and no error of ours. */
  @Test
  void answersArbitraryInputWithoutServerError() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    String files = register(tenant, FILES, Map.of());
    ApiClient admin = tenant.admin();
    String servers = "/admin/mcp/servers";
    for (String body :
        List.of(
            "",
            "null",
            "[]",
            "{}",
            "{'name':null,'resource_uri':null}",
            "{'name':5,'resource_uri':'https://a.example'}",
            "{'name':'A','resource_uri':['https://a.example']}",
            "{'name':'A','name':'B','resource_uri':'https://a.example'}",
            "{'name':'A','resource_uri':'https://a.example','scopes_supported':[null]}",
            "{'name':'A','resource_uri':'https://a.example','scopes_supported':{}}",
            "{'name':'A','resource_uri':'https://a.example','scope_descriptions':{'x':null}}",
            "{'name':'A','resource_uri':'https://a.example','token_lifetime':1e999}",
            "{'name':'A','resource_uri':'https://a.example','token_lifetime':null}",
            "{'name':'A','resource_uri':'https://a.example','allowed_client_ids':[null]}",
            "{'name':'A','resource_uri':'https://" + "a/".repeat(50_000) + "'}")) {
      assertRefused(body, send(admin, "POST", servers, body));
    }
    assertRefused("null", send(admin, "PATCH", servers + "/" + files, "{'name':null}"));
    String path = "'$params" + ".a".repeat(8_000) + "'";
    for (String body :
        List.of(
            "null",
            "{}",
            "{'tools':null}",
            "{'tools':{}}",
            "{'tools':[null]}",
            "{'tools':[{'name':null}]}",
            "{'tools':[{'name':5}]}",
            "{'tools':[{'name':'a','description':5}]}",
            "{'tools':[{'name':'a','inputSchema':[]}]}",
            tool("{'evaluation':null}"),
            tool("{'evaluations':{'evaluations':[null]}}"),
            tool("{'evaluation':{'action':null,'resource':{}}}"),
            tool("{'evaluation':{'action':{'name':" + path + "},'resource':" + path + "}}"))) {
      assertRefused(body, send(admin, "PUT", servers + "/" + files + "/tools", body));
    }
  }

  @Test
  void decidesCallsWithArbitraryArguments() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    String files = register(tenant, FILES, Map.of());
    var clerk = tenant.agent("Clerk", List.of("mcp.call", "documents.read"), List.of());
    allowToolCall(tenant, clerk, "mcp_server:" + files);
    String tools = "/admin/mcp/servers/" + files + "/tools";
    String document = "'resource':{'type':'document','id':'1','properties':'$params.arguments.a'}";
    String computed = "'resource':{'type':'document','id':'$string(params.arguments.a.b + 1)'}";
    for (String resource : List.of(document, computed)) {
      String mapping = "{'evaluation':{'action':{'name':'documents.read'}," + resource + "}}";
      send(tenant.admin(), "PUT", tools, tool(mapping)).expect(200);
      for (String arguments :
          List.of(
              "null",
              "{}",
              "{'a':null}",
              "{'a':{'b':null}}",
              "{'a':{'b':1e999}}",
              "{'a':{'b':9223372036854775807}}",
              "{'a':{'b':" + "9".repeat(90) + "}}",
              "{'a':{'b':[null]}}",
              "{'a':" + "{'b':".repeat(50) + "null" + "}".repeat(50) + "}")) {
        String call = "{'server_id':'" + files + "','tool':'a','arguments':" + arguments + "}";
        ApiClient.Answer answer =
            send(clerk.authenticated(), "POST", "/agents/me/mcp/authorize", call);
        assertTrue(List.of(200, 403).contains(answer.status()), arguments + " " + answer);
      }
    }
    for (String call :
        List.of(
            "null",
            "{}",
            "{'server_id':null,'tool':null}",
            "{'server_id':5,'tool':'a'}",
            "{'server_id':'mcp_\\ud800','tool':'a'}",
            "{'server_id':'" + files + "','tool':'" + "a".repeat(100_000) + "'}",
            "{'server_id':'" + files + "','tool':'a','arguments':[]}",
            "{'server_id':'" + files + "','tool':'a','arguments':{'a':{'b':'\\ud800'}}}",
            "{'server_id':'" + files + "','tool':'a','tool':'b'}")) {
      assertRefused(call, send(clerk.authenticated(), "POST", "/agents/me/mcp/authorize", call));
    }
  }

  private static ApiClient.Answer send(ApiClient api, String method, String path, String body) {
    return api.send(
        method, path, "application/json", body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(String body, ApiClient.Answer answer) {
    String shown = body.length() > 200 ? body.substring(0, 200) : body;
    assertTrue(List.of(400, 422).contains(answer.status()), shown + " " + answer);
  }

  private static void allowToolCall(TestTenant tenant, TestTenant.Agent agent, String tool) {
    String model =
        """
        model
          schema 1.1
        type agent
        type mcp_server
          relations
            define can_call: [agent]
        type mcp_tool
          relations
            define can_call: [agent]
        """;
    tenant
        .admin()
        .post("/zanzibar/models", Map.of("language", "openfga_dsl", "text", model))
        .expect(201);
    var tuple = Map.of("object", tool, "relation", "can_call", "subject", "agent:" + agent.id());
    tenant.admin().post("/zanzibar/tuples", tuple).expect(200);
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
