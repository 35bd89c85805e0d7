/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.askmcp.JsonRpcHandler.JsonRpcReply;
import org.lumoauth.agents.askmcp.tool.McpToolCall;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/** Several messages at once, as revision 2025-03-26 has them. */
class JsonRpcHandlerTest {

  private static final Map<String, Object> PING =
      Map.of("jsonrpc", "2.0", "id", 1, "method", "ping");
  private static final Map<String, Object> TOLD =
      Map.of("jsonrpc", "2.0", "method", "notifications/initialized");

  private final JsonRpcHandler replies =
      new JsonRpcHandler(new McpRequestDispatcher(new McpToolCatalog(new FakeProviderRegistry())));

  @Test
  void answersEachRequestOfBatch() {
    var other = Map.of("jsonrpc", "2.0", "id", "b", "method", "nope");
    JsonRpcReply reply = to(List.of(PING, TOLD, other, "nonsense"), Optional.empty());

    assertEquals(200, reply.status());
    assertEquals(List.of("1 result", "b -32601", "null -32600"), said(reply));
    assertEquals(reply, to(List.of(PING, TOLD, other, "nonsense"), Optional.of("2025-03-26")));
  }

  /** JSON-RPC 2.0 section 5: the id is null only where it can't be known. */
  @Test
  void returnsErrorWithRequestId() {
    Map<String, Object> wrong =
        Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/call", "params", List.of(1));
    var reply = Map.of("jsonrpc", "2.0", "id", 2, "result", Map.of());
    var none = Map.of("jsonrpc", "2.0", "id", 1.5, "method", "ping");

    assertEquals(
        List.of("1 -32602", "2 -32600", "null -32600"),
        said(to(List.of(wrong, reply, none), Optional.empty())));
    assertEquals(400, to(wrong, Optional.empty()).status());
  }

  @Test
  void returnsNoResponseToNotifications() {
    assertEquals(JsonRpcReply.NOTHING, to(List.of(TOLD, TOLD), Optional.empty()));
    assertEquals(JsonRpcReply.NOTHING, to(TOLD, Optional.empty()));
  }

  @Test
  void limitsBatchSize() {
    assertEquals(400, to(List.of(), Optional.empty()).status());
    assertEquals(200, to(Collections.nCopies(JsonRpcHandler.MAX, PING), Optional.empty()).status());
    assertEquals(
        400, to(Collections.nCopies(JsonRpcHandler.MAX + 1, PING), Optional.empty()).status());
  }

  @Test
  void rejectsBatchesInOtherProtocolRevisions() {
    for (String revision : List.of("2025-06-18", "2025-11-25", "2026-07-28", "1999-01-01")) {
      assertEquals(400, to(List.of(PING), Optional.of(revision)).status(), revision);
    }
  }

  @Test
  void rejectsInitializeInsideBatch() {
    var hello = Map.of("jsonrpc", "2.0", "id", 0, "method", "initialize", "params", Map.of());

    assertEquals(List.of("0 -32600"), said(to(List.of(hello), Optional.empty())));
    assertEquals(200, to(hello, Optional.empty()).status());
  }

  /** The id, and whether there is a result or which error there is. */
  private static List<String> said(JsonRpcReply reply) {
    return ((List<?>) reply.body().orElseThrow())
        .stream()
            .map(one -> (Map<?, ?>) one)
            .map(
                one ->
                    one.get("id")
                        + " "
                        + (one.get("error") instanceof Map<?, ?> error
                            ? error.get("code")
                            : "result"))
            .toList();
  }

  private JsonRpcReply to(Object sent, Optional<String> revision) {
    HttpRequestView request =
        revision
            .map(name -> aRequest().withHeader("MCP-Protocol-Version", name))
            .orElse(aRequest())
            .build();
    var about =
        new McpToolCall(
            aTenant().build(),
            aCaller().build(),
            new RequestInfo("req-1", "192.0.2.7", Optional.empty(), Optional.empty()),
            Map.of());
    return replies.handle(sent, request, about);
  }
}
