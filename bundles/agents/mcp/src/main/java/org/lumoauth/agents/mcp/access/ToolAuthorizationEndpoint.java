/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.lumoauth.agents.mcp.discovery.McpTokenVerifier;
import org.lumoauth.agents.mcp.server.McpServerCache;
import org.lumoauth.agents.mcp.tool.McpToolNameValidator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code POST ~/agents/me/mcp/authorize}: decides whether the agent may call a tool. */
@ApiRequestParameters(ToolAuthorizationEndpoint.ToolAuthorizationRequest.class)
@ApiResponse(status = 200)
@ApiErrorResponses(422)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-mcp-authorize",
      "lumoauth.web.routes=POST ~/agents/me/mcp/authorize",
      HttpHandler.SUMMARY + "=Decide whether the agent may call an MCP tool",
      EndpointServicePropertyNames.LARGE_BODY + ":Boolean=true"
    })
public final class ToolAuthorizationEndpoint implements HttpHandler {

  private static final Pattern SERVER_ID = Pattern.compile("mcp_[0-9a-f]{24}");

  /**
   * The request body.
   *
   * @param arguments the arguments of the call, if the tool declares a mapping
   */
  record ToolAuthorizationRequest(
      @SchemaProperty(required = true) @JsonProperty("server_id") String serverId,
      @SchemaProperty(required = true) String tool,
      Map<String, Object> arguments) {}

  private final McpServerCache servers;
  private final ToolAccessEvaluator access;
  private final PresentedTokenClaimsReader claims;
  private final ToolAccessAudit audit;

  @Activate
  public ToolAuthorizationEndpoint(
      @Reference McpServerCache servers,
      @Reference ToolAccessEvaluator access,
      @Reference McpTokenVerifier presented,
      @Reference TokenService tokens,
      @Reference AuditLog log) {
    this.servers = servers;
    this.access = access;
    this.claims = new PresentedTokenClaimsReader(presented, tokens);
    this.audit = new ToolAccessAudit(log);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var caller = exchange.caller();
    var acting = caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
    if (!acting.type().equals(SubjectRef.AGENT)) {
      throw ApiException.forbidden("This endpoint requires an access token of an agent.");
    }
    ToolAuthorizationRequest form = checked(exchange.readJson(ToolAuthorizationRequest.class));
    var server = servers.find(exchange.tenant().id(), form.serverId());
    if (server.isEmpty()) {
      var asked = new UnknownMcpServerCall(exchange.tenant(), caller, form.serverId(), form.tool());
      answer(
          exchange,
          acting,
          asked.resource(),
          ToolAccessDecision.UNKNOWN_SERVER,
          audit.record(asked, exchange.requestInfo()));
      return;
    }
    var call =
        new ToolCallRequest(
            exchange.tenant(),
            caller,
            server.get(),
            form.tool(),
            form.arguments() == null ? Map.of() : form.arguments(),
            () -> claims.of(exchange.tenant(), caller, exchange.view()));
    ToolAccessDecision verdict = access.evaluate(call);
    answer(
        exchange,
        acting,
        call.resource(),
        verdict,
        audit.record(call, verdict, exchange.requestInfo()));
  }

  private static void answer(
      HttpExchange exchange,
      SubjectRef acting,
      Map<String, Object> resource,
      ToolAccessDecision verdict,
      String auditId)
      throws IOException {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("allowed", verdict.allowed());
    answer.put("agent_id", acting.id());
    answer.put("resource", resource);
    answer.put("reason", verdict.code());
    answer.put("audit_id", auditId);
    if (!verdict.allowed()) {
      throw new ApiException(403, "permission_denied", verdict.text(), answer);
    }
    exchange.writeJson(200, answer);
  }

  private static ToolAuthorizationRequest checked(ToolAuthorizationRequest form) {
    if (form == null || form.serverId() == null || form.tool() == null) {
      throw ApiException.invalidRequest("`server_id` and `tool` are required.");
    }
    if (!SERVER_ID.matcher(form.serverId()).matches()) {
      throw ApiException.invalidRequest(
          "`server_id` must be mcp_ followed by 24 hexadecimal digits.");
    }
    if (!McpToolNameValidator.wellFormed(form.tool())) {
      throw ApiException.invalidRequest(
          "`tool` must be 1 to 128 characters of A-Z, a-z, 0-9, _, - and .");
    }
    return form;
  }
}
