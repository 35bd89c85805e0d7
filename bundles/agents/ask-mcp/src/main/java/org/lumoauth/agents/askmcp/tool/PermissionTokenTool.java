package org.lumoauth.agents.askmcp.tool;

import java.util.Map;
import org.lumoauth.api.agent.PermissionRequestService;
import org.lumoauth.api.module.ProviderTracker;

/**
 * What I may do now. A tool of its own, as there is one token of a request: clients call what only
 * reads whenever they like.
 */
public final class PermissionTokenTool implements McpToolHandler {

  static final String NAME = "permission_token";

  private final ProviderTracker<PermissionRequestService> requests;

  /** A tool on whoever takes requests. */
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
    return "Fetch the access token of a request that was approved, once. It is good for what was"
        + " approved and for some minutes; show it to the service that you need it for, and to"
        + " nobody else.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    return RequestIdArgument.schema();
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public Map<String, Object> call(McpToolCall call) {
    var id = RequestIdArgument.of(call);
    return ModuleProviderInvoker.use(
        requests,
        RequestPermissionTool.SERVICE,
        RequestPermissionTool.MODULE,
        service -> service.token(call.tenant(), call.caller(), call.request(), id));
  }
}
