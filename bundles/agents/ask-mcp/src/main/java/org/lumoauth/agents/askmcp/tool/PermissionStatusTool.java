package org.lumoauth.agents.askmcp.tool;

import java.util.Map;
import org.lumoauth.api.agent.PermissionRequestService;
import org.lumoauth.api.module.ProviderTracker;

/** How does my request stand? */
public final class PermissionStatusTool implements McpToolHandler {

  static final String NAME = "permission_status";

  private final ProviderTracker<PermissionRequestService> requests;

  /** A tool on whoever takes requests. */
  public PermissionStatusTool(ProviderTracker<PermissionRequestService> requests) {
    this.requests = requests;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Ask how a request stands";
  }

  @Override
  public String description() {
    return "Ask how a request of request_permission stands: pending, approved, denied or expired."
        + " What is approved has a token: fetch it with permission_token.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    return RequestIdArgument.schema();
  }

  @Override
  public boolean isReadOnly() {
    return true;
  }

  @Override
  public Map<String, Object> call(McpToolCall call) {
    var id = RequestIdArgument.of(call);
    return ToolNameAnnotator.annotateRequest(
        ModuleProviderInvoker.use(
            requests,
            RequestPermissionTool.SERVICE,
            RequestPermissionTool.MODULE,
            service -> service.status(call.tenant(), call.caller(), call.request(), id)));
  }
}
