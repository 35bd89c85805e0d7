package org.lumoauth.agents.askmcp.tool;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.agent.PermissionRequests;
import org.lumoauth.api.module.Providers;

/** How does my request stand? */
public final class PermissionStatus implements Tool {

  static final String NAME = "permission_status";

  private static final String REQUEST = "request_id";
  private static final int MAX = 128;

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
    return Schemas.object(
        List.of(REQUEST), Map.of(REQUEST, Schemas.text(MAX, "As request_permission answered it.")));
  }

  @Override
  public boolean readOnly() {
    return true;
  }

  @Override
  public Map<String, Object> call(Call call) {
    Arguments.only(call, inputSchema());
    var id = Arguments.text(call, REQUEST, MAX);
    return NamedTools.inRequest(
        Providing.use(
            requests,
            RequestPermission.SERVICE,
            RequestPermission.MODULE,
            service -> service.status(call.tenant(), call.caller(), call.request(), id)));
  }
}
