package org.lumoauth.agents.askmcp.tool;

import java.util.Map;
import org.lumoauth.api.agent.PermissionRequests;
import org.lumoauth.api.module.Providers;

/**
 * What I may do now. A tool of its own, as there is one token of a request: clients call what only
 * reads whenever they like.
 */
public final class PermissionToken implements Tool {

  static final String NAME = "permission_token";

  private final Providers<PermissionRequests> requests;

  /** A tool on whoever takes requests. */
  public PermissionToken(Providers<PermissionRequests> requests) {
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
    return RequestId.schema();
  }

  @Override
  public boolean readOnly() {
    return false;
  }

  @Override
  public Map<String, Object> call(Call call) {
    var id = RequestId.of(call);
    return Providing.use(
        requests,
        RequestPermission.SERVICE,
        RequestPermission.MODULE,
        service -> service.token(call.tenant(), call.caller(), call.request(), id));
  }
}
