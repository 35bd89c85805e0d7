/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import java.util.Map;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Processes an agent's request for a permission that it lacks, for modules that receive such
 * requests by a protocol other than {@code POST ~/jit/request}. Registered with {@code
 * lumoauth.kind=permission-requests} and {@code lumoauth.name=jit}.
 */
@ProviderType
public interface PermissionRequestService {

  /**
   * Processes a request in the same way as {@code POST ~/jit/request}.
   *
   * @param body the members of the request body, as JSON-like values
   * @return the members of the response body
   * @throws org.lumoauth.api.web.ApiException with the errors of that endpoint
   */
  Map<String, Object> request(
      TenantContext tenant, Caller caller, RequestInfo request, Map<String, Object> body);

  /**
   * Returns the status of a request in the same way as {@code GET
   * ~/jit/request/{requestId}/status}.
   *
   * @return the members of the response body
   * @throws org.lumoauth.api.web.ApiException 403 if the request belongs to another agent, 404 if
   *     it does not exist
   */
  Map<String, Object> status(
      TenantContext tenant, Caller caller, RequestInfo request, String requestId);

  /**
   * Returns the token of an approved request once, in the same way as {@code POST
   * ~/jit/request/{requestId}/token}.
   *
   * @return the members of the response body
   * @throws org.lumoauth.api.web.ApiException with the errors of that endpoint
   */
  Map<String, Object> token(
      TenantContext tenant, Caller caller, RequestInfo request, String requestId);
}
