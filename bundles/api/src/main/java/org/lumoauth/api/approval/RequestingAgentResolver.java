/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.approval;

import java.util.Set;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Identifies agents that request approvals, limits their request rate, and resolves the users for
 * which they act. One rate limit applies to all requests of an agent, on every route. Registered
 * with {@code lumoauth.kind=asking-agents} and {@code lumoauth.name=jit}.
 */
@ProviderType
public interface RequestingAgentResolver {

  /**
   * Returns the calling agent, whether it acts for itself or for another subject.
   *
   * @throws org.lumoauth.api.web.ApiException 403 {@code agent_token_required} if the caller is not
   *     an agent, or uses the token of a task, 403 {@code agent_inactive}
   */
  Agent requireAgent(TenantContext tenant, Caller caller);

  /**
   * Counts a request of the agent.
   *
   * @throws org.lumoauth.api.web.ApiException 429 {@code rate_limit_exceeded} if the agent exceeds
   *     its rate limit
   */
  void countRequest(TenantContext tenant, Agent agent);

  /**
   * Returns the user for which the agent acts by delegation.
   *
   * @param named the id or e-mail address of the user
   * @throws org.lumoauth.api.web.ApiException 404 if the user does not exist, 403 {@code
   *     delegation_not_allowed} or {@code delegation_not_authorized} if the agent does not act for
   *     them, 503 {@code module_unavailable} while this cannot be determined
   */
  SubjectRef resolveUser(TenantContext tenant, Caller caller, Agent agent, String named);

  /**
   * Returns the users who possess the caller's token because they requested it, and can therefore
   * make requests with it.
   */
  Set<SubjectRef> findTokenHolders(TenantContext tenant, Caller caller);
}
