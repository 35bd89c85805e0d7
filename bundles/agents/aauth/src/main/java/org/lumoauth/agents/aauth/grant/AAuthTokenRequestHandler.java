/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.grant;

import java.util.Map;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.tenant.TenantContext;

/** Handles one {@code request_type} of the agent token endpoint. */
public interface AAuthTokenRequestHandler {

  /** Returns the request type. */
  String type();

  /**
   * Handles a request.
   *
   * @throws org.lumoauth.api.web.ApiException 400 if the request is not permitted
   */
  Map<String, Object> answer(
      TenantContext tenant, AAuthSigner signer, AAuthRequestBody body, RequestInfo request);
}
