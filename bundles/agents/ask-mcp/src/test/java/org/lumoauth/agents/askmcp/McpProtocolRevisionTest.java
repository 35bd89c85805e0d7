/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.testkit.builder.TestBuilders;

class McpProtocolRevisionTest {

  private static final String MODERN = "2026-07-28";

  @Test
  void defaultsToOldestRevision() throws JsonRpcException {
    var revision = of(Map.of("method", "ping"), Map.of());

    assertEquals("2025-03-26", revision.name());
    assertFalse(revision.modern());
  }

  @Test
  void readsRevisionFromHeader() throws JsonRpcException {
    assertEquals(
        "2025-11-25",
        of(Map.of("method", "ping"), Map.of("MCP-Protocol-Version", "2025-11-25")).name());
  }

  @Test
  void readsModernRevisionFromMessage() throws JsonRpcException {
    assertTrue(of(modern("tools/list"), headers("tools/list")).modern());
  }

  @Test
  void listsSupportedRevisionsForUnknownHeader() {
    var refusal =
        assertThrows(
            JsonRpcException.class,
            () -> of(Map.of("method", "ping"), Map.of("MCP-Protocol-Version", "1900-01-01")));

    assertEquals(400, refusal.status());
    assertEquals(-32022, error(refusal).get("code"));
    assertEquals(
        List.of("2025-11-25", "2025-06-18", "2025-03-26"),
        ((Map<?, ?>) error(refusal).get("data")).get("supported"));
  }

  @Test
  void listsOnlyHandshakeFreeRevisionsForModernMessage() {
    for (String version : List.of("2025-11-25", "1900-01-01")) {
      var refusal =
          assertThrows(
              JsonRpcException.class,
              () ->
                  of(
                      modern("tools/list", version),
                      Map.of("MCP-Protocol-Version", version, "Mcp-Method", "tools/list")));

      assertEquals(-32022, error(refusal).get("code"));
      assertEquals(
          Map.of("supported", List.of("2026-07-28"), "requested", version),
          error(refusal).get("data"));
    }
  }

  @Test
  void rejectsHeadersThatContradictBody() {
    assertMismatch(modern("tools/list"), headers("tools/call"));
    assertMismatch(modern("tools/list"), Map.of("MCP-Protocol-Version", MODERN));
    assertMismatch(modern("tools/list"), Map.of("Mcp-Method", "tools/list"));
    assertMismatch(
        modern("tools/list"),
        Map.of("MCP-Protocol-Version", "2025-11-25", "Mcp-Method", "tools/list"));
  }

  @Test
  void reportsMissingVersionInBodyAsInvalidParams() {
    var refusal =
        assertThrows(
            JsonRpcException.class,
            () -> of(Map.of("method", "tools/list"), headers("tools/list")));

    assertEquals(-32602, error(refusal).get("code"));
  }

  @Test
  void rejectsToolNameHeaderThatContradictsBody() throws JsonRpcException {
    var call = new HashMap<>(modern("tools/call"));
    var params = new HashMap<>(JsonRpcMemberReader.of(call.get("params")));
    params.put("name", "ask");
    call.put("params", params);
    var headers = new HashMap<>(headers("tools/call"));

    assertMismatch(call, headers);
    headers.put("Mcp-Name", "whoami");
    assertMismatch(call, headers);
    headers.put("Mcp-Name", "=?base64?!!?=");
    assertMismatch(call, headers);
    headers.put("Mcp-Name", "=?base64?YXNr?=");
    assertTrue(of(call, headers).modern());
    headers.put("Mcp-Name", "ask");
    assertTrue(of(call, headers).modern());
  }

  private static void assertMismatch(Map<String, Object> message, Map<String, String> headers) {
    var refusal = assertThrows(JsonRpcException.class, () -> of(message, headers));

    assertEquals(400, refusal.status());
    assertEquals(-32020, error(refusal).get("code"));
  }

  private static Map<?, ?> error(JsonRpcException refusal) {
    return (Map<?, ?>) refusal.body(1).get("error");
  }

  private static Map<String, String> headers(String method) {
    return Map.of("MCP-Protocol-Version", MODERN, "Mcp-Method", method);
  }

  private static Map<String, Object> modern(String method) {
    return modern(method, MODERN);
  }

  private static Map<String, Object> modern(String method, String version) {
    return Map.of(
        "method",
        method,
        "params",
        Map.of(
            "_meta",
            Map.of(
                "io.modelcontextprotocol/protocolVersion",
                version,
                "io.modelcontextprotocol/clientCapabilities",
                Map.of())));
  }

  private static McpProtocolRevision of(Map<String, Object> members, Map<String, String> headers)
      throws JsonRpcException {
    var body = new HashMap<>(members);
    body.put("jsonrpc", "2.0");
    body.put("id", 1);
    var request = TestBuilders.aRequest();
    for (var header : headers.entrySet()) {
      request = request.withHeader(header.getKey(), header.getValue());
    }
    return McpProtocolRevision.of(JsonRpcMessage.read(body), request.build());
  }
}
