/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp.tool;

import java.util.Map;
import org.lumoauth.api.agent.PermissionRequestService;
import org.lumoauth.api.module.ProviderTracker;

/**
 * Fetches the token of an approved request. A separate tool, because a request has only one token
 * and clients may call read-only tools at any time.
 */
public final class PermissionTokenTool implements McpToolHandler {

  static final String NAME = "permission_token";

  private final ProviderTracker<PermissionRequestService> requests;

  /** Creates the tool on the provider of permission requests. */
  public PermissionTokenTool(ProviderTracker<PermissionRequestService> requests) {
    this.requests = requests;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Fetch the token of an approved request";
  }

  @Override
  public String description() {
    return "Fetch the access token of an approved request; this works once. The token "
        + "is valid for the"
        + " approved access and for a few minutes. Send it only to the service that "
        + "you need it"
        + " for.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    return PermissionRequestIdArgumentReader.schema();
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public Map<String, Object> call(McpToolCall call) {
    var id = PermissionRequestIdArgumentReader.of(call);
    return ModuleProviderInvoker.use(
        requests,
        RequestPermissionTool.SERVICE,
        RequestPermissionTool.MODULE,
        service -> service.token(call.tenant(), call.caller(), call.request(), id));
  }
}
