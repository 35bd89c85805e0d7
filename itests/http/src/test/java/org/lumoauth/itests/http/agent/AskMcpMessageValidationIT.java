/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.fixture.AskMcpTestBase;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Ask as an MCP server: invalid and unusual messages. */
class AskMcpMessageValidationIT extends AskMcpTestBase {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void answersBatchInTheProtocolRevisionThatSupportsIt(TestServer server) throws IOException {
    var api = agent(TestTenant.create(server)).authenticated();

    var answer = api.post("/mcp", List.of(LIST, LIST)).expect(200).body();

    assertEquals(2, answer.size(), answer.toString());
    assertTrue(answer.path(1).path("result").has("tools"), answer.toString());
    api.and("MCP-Protocol-Version", "2025-11-25").post("/mcp", List.of(LIST)).expect(400);
    api.post("/mcp", Collections.nCopies(21, LIST)).expect(400);
  }

  @Test
  void refusesMessageOfForeignOrigin(TestServer server) throws IOException {
    var api = agent(TestTenant.create(server)).authenticated();

    ApiClient.Answer refused = api.and("Origin", "https://evil.example.com").post("/mcp", LIST);
    assertEquals(
        "The Origin header must be absent or " + server.base() + ".",
        refused.expect(403).body().path("message").asText());
    api.and("Origin", server.base()).post("/mcp", LIST).expect(200);
  }

  @Test
  void answersInvalidMessageWithJsonRpcError(TestServer server) throws IOException {
    var api = agent(TestTenant.create(server)).authenticated();

    var broken =
        api.send("POST", "/mcp", "application/json", "{nope".getBytes(StandardCharsets.UTF_8));

    assertEquals(-32700, broken.expect(400).body().path("error").path("code").asInt());
    assertEquals(
        -32600, api.post("/mcp", List.of()).expect(400).body().path("error").path("code").asInt());
    assertEquals(
        -32022,
        api.and("MCP-Protocol-Version", "1900-01-01")
            .post("/mcp", LIST)
            .expect(400)
            .body()
            .path("error")
            .path("code")
            .asInt());
    api.get("/mcp").expect(405);
    api.delete("/mcp").expect(405);
    assertEquals(
        202,
        api.post("/mcp", Map.of("jsonrpc", "2.0", "method", "notifications/initialized")).status());
  }

  @Test
  void acceptsEveryAcceptHeader(TestServer server) throws IOException {
    var api = agent(TestTenant.create(server)).authenticated();

    for (String odd : List.of(";", ",", ",,;", ";q=", "*/*;q=x", "*/*;q", "*/*;;q=0.", ";;;q=1")) {
      int status = api.and("Accept", odd).post("/mcp", LIST).status();
      assertEquals(odd.contains("=0") ? 406 : 200, status, odd);
    }
    for (String other : List.of("text/html;;", "text/html,;", "application/jsonp", "*/json")) {
      api.and("Accept", other).post("/mcp", LIST).expect(406);
    }
  }

  /** Arguments as a model may write them. Unusual texts are denied without a server error. */
  @Test
  void answersArbitraryToolArgumentsWithoutServerError(TestServer server) throws IOException {
    var tenant = TestTenant.create(server);
    var api = agent(tenant).authenticated();
    var deep = "{'a':".repeat(50) + "1" + "}".repeat(50);
    var arguments =
        List.of(
            "null",
            "7",
            "[]",
            "{'action':'\\ud800'}",
            "{'action':'" + "a".repeat(100_000) + "'}",
            "{'question':'\\udc00 may I read documents?'}",
            "{'question':'" + "a.".repeat(999) + "a'}",
            "{'question':'" + "(,;".repeat(600) + "'}",
            "{'question':'" + "may I ".repeat(333) + "'}",
            "{'action':'documents.read','context':{'a':null,'b':[null]}}",
            "{'action':'documents.read','context':{'x':1e999,'y':-1e999,'z':1e-999}}",
            "{'action':'documents.read','context':{'x':" + "9".repeat(99) + "}}",
            "{'action':'documents.read','context':{'\\ud800':'\\ud800'}}",
            "{'action':'documents.read','context':" + deep + "}",
            "{'action':'documents.read','resource':{'type':'document','id':'\\ud800'}}",
            """
            {'action':'documents.read','resource':{'type':'document','id':'1',
             'attributes':{'a':null,'b':{'c':null},'d':[null,1e999]}}}""",
            "{'tools':['\\ud800','read file','" + "t".repeat(5_000) + "']}",
            "{'tools':[{'name':'read_file','inputSchema':" + deep + "}]}",
            "{'tools':['read_file'],'server_id':'\\ud800'}",
            "{'request_id':'\\ud800'}",
            "{'request_id':null}",
            "{'request_id':'" + "r".repeat(100_000) + "'}",
            "{'\\ud800':1}",
            "{'" + "n".repeat(900) + "':1}");
    var latest = api.and("MCP-Protocol-Version", "2025-11-25");
    JsonNode list = latest.post("/mcp", LIST).expect(200).body().path("result");
    for (String tool :
        List.of("ask", "which_tools", "whoami", "permission_status", "permission_token")) {
      var schema = ToolInputSchema.of(tool, list);
      for (String each : arguments) {
        String call =
            "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'%s','arguments':%s}}"
                .formatted(tool, each);
        ApiClient.Answer answer = post(latest, "/mcp", call);
        if (each.contains("\\ud800") || each.contains("\\udc00")) { // RFC 8259 section 8.2
          requireParseError(answer);
        } else {
          requireReply(answer, json(each), schema, tool + " " + shown(each));
        }
      }
    }
    for (String each : arguments) {
      requireAnswer(post(api, "/agents/ask", each), json(each), shown(each));
    }
    assertEquals(
        "", countUnreadable(tenant.admin().get("/admin/audit-logs?limit=100").expect(200).data()));
  }

  @Test
  void answersArbitraryBodiesWithoutServerError(TestServer server) throws IOException {
    var api = agent(TestTenant.create(server)).authenticated();
    var tooDeep = "[".repeat(5_000) + "]".repeat(5_000);
    for (String each :
        List.of(
            "",
            " ",
            "null",
            "7",
            "'a'",
            "[]",
            "{}",
            tooDeep,
            "{'jsonrpc':'2.0','jsonrpc':'2.0','id':1,'method':'ping'}",
            "{'jsonrpc':2.0,'id':1,'method':'ping'}",
            "{'jsonrpc':'2.0','id':null,'method':'ping'}",
            "{'jsonrpc':'2.0','id':1.5,'method':'ping'}",
            "{'jsonrpc':'2.0','id':99999999999999999999,'method':'ping'}",
            "{'jsonrpc':'2.0','id':{},'method':'ping'}",
            "{'jsonrpc':'2.0','id':1,'method':null}",
            "{'jsonrpc':'2.0','id':1,'method':[]}",
            "{'jsonrpc':'2.0','id':1,'method':'ping','params':[]}",
            "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':" + tooDeep + "}}")) {
      ApiClient.Answer answer = post(api, "/mcp", each);
      assertEquals(400, answer.status(), shown(each) + " " + answer);
    }
    for (String name : List.of("null", "7", "[]", "{'a':null}")) {
      String call = "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':" + name + "}}";
      ApiClient.Answer answer = post(api, "/mcp", call).expect(200);
      assertEquals(-32602, answer.body().at("/error/code").asInt(), answer.toString());
    }
    requireParseError(post(api, "/mcp", "{'jsonrpc':'2.0','id':1,'method':'\\ud800'}"));
  }

  /** What can't be parsed has no id, so none is in the answer (JSON-RPC 2.0 section 5). */
  private static void requireParseError(ApiClient.Answer answer) {
    JsonNode body = answer.expect(400).body();
    assertEquals(-32700, body.at("/error/code").asInt(), answer.toString());
    assertTrue(body.path("id").isNull(), answer.toString());
  }

  /**
   * One response with the request's id and a result or an error (JSON-RPC 2.0 section 5). Arguments
   * that are no object are no call ({@code -32602}); what the tool does not take of others is for
   * the model to read and mend, as a result of which {@code isError} (MCP 2025-11-25 server/tools,
   * Error Handling), and so is everything else that is wrong with them.
   */
  private static void requireReply(
      ApiClient.Answer answer, JsonNode arguments, ToolInputSchema schema, String said)
      throws IOException {
    JsonNode body = answer.expect(200).body();
    assertEquals("2.0", body.path("jsonrpc").asText(), said);
    assertEquals(1, body.path("id").asInt(), said);
    assertTrue(body.has("result") != body.has("error"), said);
    if (!arguments.isObject() && !arguments.isNull()) { // null is none
      assertEquals(-32602, body.at("/error/code").asInt(), said);
      return;
    }
    JsonNode result = body.path("result");
    JsonNode content = result.path("structuredContent");
    boolean failed = result.path("isError").asBoolean();
    assertEquals("text", result.at("/content/0/type").asText(), said);
    requireText(result.at("/content/0/text").asText(), content, said);
    assertTrue(failed || arguments.isNull() || schema.accepts(arguments), said);
    if (failed) {
      assertEquals(4, content.path("status").asInt() / 100, said + " " + answer);
    } else {
      requireDenied(content, arguments, said);
    }
  }

  /** The text of a decision is for a model to read; any other text is the content as JSON. */
  private static void requireText(String text, JsonNode content, String said) throws IOException {
    if (content.has("allowed")) {
      assertTrue(text.contains(content.path("reason").asText()), said);
      assertEquals(content.path("allowed").asBoolean(), text.startsWith("Allowed: "), said);
    } else if (content.has("allowed_tools")) {
      assertEquals(content.path("count").asInt(), text.lines().count(), said);
    } else {
      assertEquals(content, JSON.readTree(text), said);
    }
  }

  /** An unanswerable question is a client error. Any other unusual question is denied. */
  private static void requireAnswer(ApiClient.Answer answer, JsonNode asked, String said) {
    if (answer.status() == 200) {
      assertTrue(asked.isObject(), said);
      requireDenied(answer.body(), asked, said);
    } else {
      assertEquals(4, answer.status() / 100, said + " " + answer);
      assertTrue(answer.body().path("code").asText().matches("[a-z_]+"), said + " " + answer);
    }
  }

  private static void requireDenied(JsonNode answer, JsonNode asked, String said) {
    if (!asked.toString().matches(".*\"(documents[.]read|read_file)\".*")) {
      assertFalse(answer.path("allowed").asBoolean(), said);
      assertEquals(0, answer.path("allowed_tools").size(), said);
    }
  }

  private static JsonNode json(String text) throws IOException {
    return JSON.readTree(text.replace('\'', '"'));
  }

  private static ApiClient.Answer post(ApiClient api, String path, String body) {
    return api.send(
        "POST", path, "application/json", body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static String shown(String text) {
    return text.length() > 200 ? text.substring(0, 200) : text;
  }

  /** Counts the audit records that cannot be displayed. */
  private static String countUnreadable(JsonNode records) {
    return StreamSupport.stream(records.spliterator(), false)
        .map(JsonNode::toString)
        .filter(each -> each.contains("\"unreadable\""))
        .findFirst()
        .orElse("");
  }

  @Test
  void offersOnlyHandshakeFreeVersionsToAClientWithoutHandshake(TestServer server)
      throws IOException {
    var api = agent(TestTenant.create(server)).authenticated().and("Mcp-Method", "tools/list");
    var old = api.and("MCP-Protocol-Version", "2025-11-25");

    var data = old.post("/mcp", without("2025-11-25")).expect(400).body().at("/error/data");

    String supported = data.path("supported").path(0).asText();
    assertEquals(1, data.path("supported").size(), data::toString);
    api.and("MCP-Protocol-Version", supported).post("/mcp", without(supported)).expect(200);
  }

  private static Map<String, Object> without(String version) {
    Map<String, Object> said =
        Map.of(
            "io.modelcontextprotocol/protocolVersion",
            version,
            "io.modelcontextprotocol/clientCapabilities",
            Map.of());
    Map<String, Object> message = new HashMap<>(LIST);
    message.put("params", Map.of("_meta", said));
    return message;
  }
}
