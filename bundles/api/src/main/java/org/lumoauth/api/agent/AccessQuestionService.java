package org.lumoauth.api.agent;

import java.util.Map;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Answers what agents ask, for those who bring the question by another way than {@code POST
 * ~/agents/ask}. Registered with {@code lumoauth.kind=agent-ask} and {@code lumoauth.name=ask}.
 */
@ProviderType
public interface AccessQuestionService {

  /**
   * Answers a body as {@code POST ~/agents/ask} does. The answer is in the audit log before it is
   * returned.
   *
   * @param body the members of the request's body, JSON-like values
   * @return the members of the answer's body, JSON-like values
   * @throws org.lumoauth.api.web.ApiException 400 for what can't be asked, 403 for a caller that is
   *     no agent, 429 {@code budget_exceeded}, 503
   */
  Map<String, Object> ask(
      TenantContext tenant, Caller caller, RequestInfo request, Map<String, Object> body);
}
