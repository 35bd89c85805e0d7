package org.lumoauth.agents.aauth.grant;

import java.util.Map;
import org.lumoauth.agents.aauth.token.Signer;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.tenant.TenantContext;

/** One {@code request_type} of the agent token endpoint. */
public interface TokenRequest {

  /** Its name. */
  String type();

  /**
   * Answers a request.
   *
   * @throws org.lumoauth.api.web.Problem 400 if it can't be had
   */
  Map<String, Object> answer(TenantContext tenant, Signer signer, Body body, RequestInfo request);
}
