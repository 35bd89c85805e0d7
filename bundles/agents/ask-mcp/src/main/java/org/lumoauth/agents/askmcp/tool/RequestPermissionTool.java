/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.agent.PermissionRequestService;
import org.lumoauth.api.module.ProviderTracker;

/** Requests a permission for a short time, which a person may have to approve. */
public final class RequestPermissionTool implements McpToolHandler {

  static final String NAME = "request_permission";

  static final String SERVICE = "jit";
  static final String MODULE = "agents-jit";

  private final ProviderTracker<PermissionRequestService> requests;

  /** Creates the tool on the provider of permission requests. */
  public RequestPermissionTool(ProviderTracker<PermissionRequestService> requests) {
    this.requests = requests;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Request a short-lived permission";
  }

  @Override
  public String description() {
    return "Request a permission that you do not have, for a task and a short time. A "
        + "person may"
        + " have to approve it: get the status with permission_status, and fetch the "
        + "token with"
        + " permission_token.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(
        "task_id",
        ToolInputSchemaBuilder.text(128, "The id of the task that requires the permission."));
    properties.put(
        "authorization_details",
        Map.of(
            "type",
            List.of("object", "array"),
            "description",
            "The requested access, as RFC 9396 authorization details: objects with a " + "type."));
    properties.put(
        "required_scopes",
        Map.of(
            "type",
            "array",
            "items",
            Map.of("type", "string"),
            "description",
            "The requested actions, for example required_capabilities of an answer."));
    properties.put(
        "justification", ToolInputSchemaBuilder.text(1000, "The reason, for the approver."));
    properties.put(
        "requested_ttl",
        Map.of("type", "integer", "description", "The requested lifetime in seconds."));
    return ToolInputSchemaBuilder.object(List.of(), properties);
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public Map<String, Object> call(McpToolCall call) {
    ToolArgumentValidator.requireOnly(call, inputSchema());
    return RestAddressToolNameAnnotator.annotateRequest(
        ModuleProviderInvoker.use(
            requests,
            SERVICE,
            MODULE,
            service ->
                service.request(call.tenant(), call.caller(), call.request(), call.arguments())));
  }
}
