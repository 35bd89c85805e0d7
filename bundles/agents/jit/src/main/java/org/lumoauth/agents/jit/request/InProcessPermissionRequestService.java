/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.jit.JitCallerContext;
import org.lumoauth.agents.jit.token.TaskTokenRequestHandler;
import org.lumoauth.api.agent.PermissionRequestService;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Handles permission requests that do not arrive over the REST endpoints, such as the tools of
 * {@code ~/mcp}.
 */
@Component(property = {"lumoauth.kind=permission-requests", "lumoauth.name=jit"})
public final class InProcessPermissionRequestService implements PermissionRequestService {

  private final JitRequestService desk;
  private final TaskTokenRequestHandler tokens;

  @Activate
  public InProcessPermissionRequestService(
      @Reference JitRequestService desk, @Reference TaskTokenRequestHandler tokens) {
    this.desk = desk;
    this.tokens = tokens;
  }

  @Override
  public Map<String, Object> request(
      TenantContext tenant, Caller caller, RequestInfo request, Map<String, Object> body) {
    return desk.ask(new JitCallerContext(tenant, caller, AuditInitiator.of(caller, request)), body);
  }

  @Override
  public Map<String, Object> status(
      TenantContext tenant, Caller caller, RequestInfo request, String requestId) {
    return desk.status(
        new JitCallerContext(tenant, caller, AuditInitiator.of(caller, request)), requestId);
  }

  @Override
  public Map<String, Object> token(
      TenantContext tenant, Caller caller, RequestInfo request, String requestId) {
    var call = new JitCallerContext(tenant, caller, AuditInitiator.of(caller, request));
    return tokens.token(call, requestId, Map.of(), Optional.empty()).body();
  }
}
