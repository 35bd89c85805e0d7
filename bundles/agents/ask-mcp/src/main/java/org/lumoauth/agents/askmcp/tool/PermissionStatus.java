package org.lumoauth.agents.askmcp.tool;

import java.util.Map;
import org.lumoauth.api.agent.PermissionRequests;
import org.lumoauth.api.module.Providers;

/** How does my request stand? */
public final class PermissionStatus implements Tool {

  static final String NAME = "permission_status";

  private final Providers<PermissionRequests> requests;

  /** A tool on whoever takes requests. */
  public PermissionStatus(Providers<PermissionRequests> requests) {
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
    return RequestId.schema();
  }

  @Override
  public boolean readOnly() {
    return true;
  }

  @Override
  public Map<String, Object> call(Call call) {
    var id = RequestId.of(call);
    return NamedTools.inRequest(
        Providing.use(
            requests,
            RequestPermission.SERVICE,
            RequestPermission.MODULE,
            service -> service.status(call.tenant(), call.caller(), call.request(), id)));
  }
}
