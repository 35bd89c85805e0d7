package org.lumoauth.agents.aauth.grant;

import java.util.Map;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.tenant.TenantContext;

/** One {@code request_type} of the agent token endpoint. */
public interface AAuthTokenRequestHandler {

  /** Its name. */
  String type();

  /**
   * Answers a request.
   *
   * @throws org.lumoauth.api.web.ApiException 400 if it can't be had
   */
  Map<String, Object> answer(
      TenantContext tenant, AAuthSigner signer, AAuthRequestBody body, RequestInfo request);
}
