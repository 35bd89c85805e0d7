/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp.tool;

import java.util.Map;
import org.lumoauth.api.agent.PermissionRequestService;
import org.lumoauth.api.module.ProviderTracker;

/** Returns the status of a permission request. */
public final class PermissionStatusTool implements McpToolHandler {

  static final String NAME = "permission_status";

  private final ProviderTracker<PermissionRequestService> requests;

  /** Creates the tool on the provider of permission requests. */
  public PermissionStatusTool(ProviderTracker<PermissionRequestService> requests) {
    this.requests = requests;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Get the status of a permission request";
  }

  @Override
  public String description() {
    return "Get the status of a request from request_permission: pending, approved, "
        + "denied or expired."
        + " If it is approved, fetch its token with permission_token.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    return PermissionRequestIdArgumentReader.schema();
  }

  @Override
  public boolean isReadOnly() {
    return true;
  }

  @Override
  public Map<String, Object> call(McpToolCall call) {
    var id = PermissionRequestIdArgumentReader.of(call);
    return RestAddressToolNameAnnotator.annotateRequest(
        ModuleProviderInvoker.use(
            requests,
            RequestPermissionTool.SERVICE,
            RequestPermissionTool.MODULE,
            service -> service.status(call.tenant(), call.caller(), call.request(), id)));
  }
}
