/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import java.util.Map;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Answers authorization questions of agents for modules that receive them by a protocol other than
 * {@code POST ~/agents/ask}. Registered with {@code lumoauth.kind=agent-ask} and {@code
 * lumoauth.name=ask}.
 */
@ProviderType
public interface AccessQuestionService {

  /**
   * Answers a request body in the same way as {@code POST ~/agents/ask}. The answer is in the audit
   * log before this method returns.
   *
   * @param body the members of the request body, as JSON-like values
   * @return the members of the response body, as JSON-like values
   * @throws org.lumoauth.api.web.ApiException 400 if the question is invalid, 403 if the caller is
   *     not an agent, 429 {@code budget_exceeded}, 503
   */
  Map<String, Object> ask(
      TenantContext tenant, Caller caller, RequestInfo request, Map<String, Object> body);
}
