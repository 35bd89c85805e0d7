/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.agents.askmcp.tool.McpToolCall;
import org.lumoauth.api.agent.AccessQuestionService;
import org.lumoauth.api.agent.PermissionRequestService;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class McpRequestDispatcherTest {

  private static final McpProtocolRevision LEGACY = new McpProtocolRevision("2025-11-25", false);
  private static final McpProtocolRevision MODERN = new McpProtocolRevision("2026-07-28", true);

  private final FakeProviderRegistry providers = new FakeProviderRegistry();
  private final McpRequestDispatcher dispatcher =
      new McpRequestDispatcher(new McpToolCatalog(providers));

  @Test
  void negotiatesRevisionDuringInitialize() throws JsonRpcException {
    assertEquals("2025-06-18", initialize("2025-06-18").get("protocolVersion"));
    assertEquals("2025-11-25", initialize("2099-01-01").get("protocolVersion"));
    assertEquals("2025-11-25", initialize("2026-07-28").get("protocolVersion"));
  }

  @Test
  void rejectsInitializeInModernRevision() {
    var refusal =
        assertThrows(
            JsonRpcException.class,
            () -> dispatcher.dispatch(message("initialize"), MODERN, call()));

    assertEquals(404, refusal.status());
  }

  @Test
  void answersDiscoverInModernRevision() throws JsonRpcException {
    var result = dispatcher.dispatch(message("server/discover"), MODERN, call());

    assertEquals("complete", result.get("resultType"));
    assertEquals(List.of("2026-07-28"), result.get("supportedVersions"));
  }

  @Test
  void listsAvailableTools() throws JsonRpcException {
    var tools = (List<?>) dispatcher.dispatch(message("tools/list"), LEGACY, call()).get("tools");

    assertEquals(
        List.of(
            "ask",
            "which_tools",
            "whoami",
            "request_permission",
            "permission_status",
            "permission_token"),
        tools.stream().map(tool -> (Object) ((Map<?, ?>) tool).get("name")).toList());
  }

  @Test
  void forwardsQuestionWithCaller() throws JsonRpcException {
    providers.with(
        AccessQuestionService.class,
        "ask",
        (tenant, caller, request, body) ->
            Map.of("allowed", true, "who", caller.subject().toString(), "body", body));

    var result = result("ask", Map.of("action", "documents.read"));

    assertEquals(
        Map.of(
            "allowed",
            true,
            "who",
            aCaller().build().subject().toString(),
            "body",
            Map.of("action", "documents.read")),
        result.get("structuredContent"));
    assertEquals(0, providers.openLeases());
  }

  @Test
  void returnsRefusalAsToolError() throws JsonRpcException {
    providers.with(
        AccessQuestionService.class,
        "ask",
        (tenant, caller, request, body) -> {
          throw new ApiException(429, "budget_exceeded", "Used up.");
        });

    var result = result("ask", Map.of("action", "documents.read"));

    assertEquals(true, result.get("isError"));
    assertEquals(
        Map.of("error", "budget_exceeded", "message", "Used up.", "status", 429),
        result.get("structuredContent"));
  }

  @Test
  void namesMissingModuleInError() throws JsonRpcException {
    var refused =
        (Map<?, ?>)
            result("permission_status", Map.of("request_id", "jit_1")).get("structuredContent");

    assertEquals("module_unavailable", refused.get("error"));
    assertEquals(Map.of("module", "agents-jit"), refused.get("details"));
  }

  @Test
  void forwardsPermissionRequests() throws JsonRpcException {
    providers.with(
        PermissionRequestService.class,
        "jit",
        new PermissionRequestService() {
          @Override
          public Map<String, Object> request(
              TenantContext tenant, Caller caller, RequestInfo request, Map<String, Object> body) {
            return Map.of("request_id", "jit_1", "body", body);
          }

          @Override
          public Map<String, Object> status(
              TenantContext tenant, Caller caller, RequestInfo request, String id) {
            return Map.of("request_id", id, "status", "pending");
          }

          @Override
          public Map<String, Object> token(
              TenantContext tenant, Caller caller, RequestInfo request, String id) {
            return Map.of("access_token", "of " + id);
          }
        });
    var body = Map.<String, Object>of("task_id", "task_1", "justification", "Needed.");

    assertEquals(
        Map.of("request_id", "jit_1", "body", body),
        result("request_permission", body).get("structuredContent"));
    assertEquals(
        Map.of("request_id", "jit_1", "status", "pending", "tool", "permission_status"),
        result("permission_status", Map.of("request_id", "jit_1")).get("structuredContent"));
    assertEquals(
        Map.of("access_token", "of jit_1"),
        result("permission_token", Map.of("request_id", "jit_1")).get("structuredContent"));
  }

  /** Whoever has a token for this endpoint alone is let in at no other. */
  @Test
  void namesToolForEachRemediationStep() throws JsonRpcException {
    var url = "https://lumo.example/any";
    var permission = Map.of("type", "request_permission", "url", url, "body", Map.of());
    var again = Map.of("type", "ask_again", "url", url, "body", Map.of("action", "a.b"));
    var tools = Map.of("type", "ask_again", "url", url, "body", Map.of("tools", List.of("a")));
    var consent = Map.of("type", "ask_user", "url", url);
    var words = Map.of("type", "ask_again", "body", Map.of());
    var steps = List.of(permission, again, tools, consent, words);
    providers.with(
        AccessQuestionService.class,
        "ask",
        (tenant, caller, request, body) ->
            Map.of("next_steps", steps, "tools", List.of(Map.of("next_steps", steps))));

    var answer = (Map<?, ?>) result("ask", Map.of("action", "a.b")).get("structuredContent");

    var named = Arrays.asList("request_permission", "ask", "which_tools", null, null);
    assertEquals(named, toolsOf(answer));
    assertEquals(named, toolsOf((Map<?, ?>) ((List<?>) answer.get("tools")).get(0)));
  }

  @Test
  void describesDecisionInWords() throws JsonRpcException {
    var step = Map.of("type", "request_permission", "description", "Request it.", "url", "/r");
    answer(
        Map.of(
            "allowed",
            false,
            "reason_code",
            "outside_capabilities",
            "reason",
            "Not included.",
            "next_steps",
            List.of(step)));

    assertEquals(
        "Denied (outside_capabilities): Not included.\nNext: Request it. Tool: request_permission",
        text(result("ask", Map.of("action", "a.b"))));
  }

  @Test
  void describesToolsInOneLineEach() throws JsonRpcException {
    var denied =
        Map.of(
            "tool", "wipe", "allowed", false, "reason_code", "x", "next_step", Map.of("type", "y"));
    answer(Map.of("results", List.of(Map.of("tool", "read", "allowed", true), denied)));

    assertEquals(
        "read: allowed\nwipe: denied (x); next: y",
        text(result("which_tools", Map.of("tools", List.of("read", "wipe")))));
  }

  private void answer(Map<String, Object> answer) {
    providers.with(AccessQuestionService.class, "ask", (tenant, caller, request, body) -> answer);
  }

  private static Object text(Map<String, Object> result) {
    return ((Map<?, ?>) ((List<?>) result.get("content")).get(0)).get("text");
  }

  private static List<Object> toolsOf(Map<?, ?> answer) {
    List<Object> tools = new ArrayList<>();
    ((List<?>) answer.get("next_steps")).forEach(step -> tools.add(((Map<?, ?>) step).get("tool")));
    return tools;
  }

  @Test
  void describesCallerOnlyToAgents() throws JsonRpcException {
    var user =
        new McpToolCall(aTenant().build(), aCaller().as(aUserRef()).build(), request(), Map.of());

    var result = dispatcher.dispatch(toolCall("whoami", Map.of()), LEGACY, user);

    assertEquals(true, result.get("isError"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ask", "ask ", "\u0430sk", "ask\u200B", "", "tools/ask"})
  void rejectsLookAlikeToolNames(String name) {
    var refusal =
        assertThrows(
            JsonRpcException.class,
            () -> dispatcher.dispatch(toolCall(name, Map.of()), LEGACY, call()));

    assertEquals(-32602, ((Map<?, ?>) refusal.body(1).get("error")).get("code"));
  }

  @Test
  void rejectsUnknownToolArguments() throws JsonRpcException {
    assertEquals(true, result("whoami", Map.of("agent", "agt_other")).get("isError"));
    assertEquals(true, result("ask", Map.of("requests", List.of())).get("isError"));
    assertEquals(true, result("which_tools", Map.of()).get("isError"));
  }

  @Test
  void rejectsUnknownMethods() {
    assertEquals(
        200,
        assertThrows(
                JsonRpcException.class,
                () -> dispatcher.dispatch(message("resources/list"), LEGACY, call()))
            .status());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void rejectsMalformedMessages(int which) {
    List<Object> bad =
        List.of(
            List.of(),
            Map.of("method", "ping", "id", 1),
            Map.of("jsonrpc", "2.0", "id", 1.5, "method", "ping"),
            Map.of("jsonrpc", "2.0", "id", 1, "result", Map.of()));

    assertTrue(
        assertThrows(JsonRpcException.class, () -> JsonRpcMessage.read(bad.get(which))).status()
            == 400,
        "status");
  }

  private Map<String, Object> initialize(String wanted) throws JsonRpcException {
    var message =
        new JsonRpcMessage(Optional.of(1), "initialize", Map.of("protocolVersion", wanted));
    return dispatcher.dispatch(message, LEGACY, call());
  }

  private Map<String, Object> result(String tool, Map<String, Object> arguments)
      throws JsonRpcException {
    return dispatcher.dispatch(toolCall(tool, arguments), LEGACY, call());
  }

  private static JsonRpcMessage toolCall(String tool, Map<String, Object> arguments) {
    return new JsonRpcMessage(
        Optional.of(1), "tools/call", Map.of("name", tool, "arguments", arguments));
  }

  private static JsonRpcMessage message(String method) {
    return new JsonRpcMessage(Optional.of(1), method, Map.of());
  }

  private static McpToolCall call() {
    return new McpToolCall(aTenant().build(), aCaller().build(), request(), Map.of());
  }

  private static RequestInfo request() {
    return new RequestInfo("req-1", "192.0.2.7", Optional.empty(), Optional.empty());
  }
}
