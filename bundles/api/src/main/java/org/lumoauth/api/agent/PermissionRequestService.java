package org.lumoauth.api.agent;

import java.util.Map;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes an agent's request for a permission that it does not have, for those who bring it by
 * another way than {@code POST ~/jit/request}. Registered with {@code
 * lumoauth.kind=permission-requests} and {@code lumoauth.name=jit}.
 */
@ProviderType
public interface PermissionRequestService {

  /**
   * Takes a request as {@code POST ~/jit/request} does.
   *
   * @param body the members of its body, JSON-like values
   * @return the members of its answer
   * @throws org.lumoauth.api.web.ApiException as that endpoint refuses
   */
  Map<String, Object> request(
      TenantContext tenant, Caller caller, RequestInfo request, Map<String, Object> body);

  /**
   * How a request stands, as {@code GET ~/jit/request/{requestId}/status} says.
   *
   * @return the members of its answer
   * @throws org.lumoauth.api.web.ApiException 403 for another agent's request, 404 for none
   */
  Map<String, Object> status(
      TenantContext tenant, Caller caller, RequestInfo request, String requestId);

  /**
   * The token of an approved request, once, as {@code POST ~/jit/request/{requestId}/token} gives
   * it.
   *
   * @return the members of its answer
   * @throws org.lumoauth.api.web.ApiException as that endpoint refuses
   */
  Map<String, Object> token(
      TenantContext tenant, Caller caller, RequestInfo request, String requestId);
}
