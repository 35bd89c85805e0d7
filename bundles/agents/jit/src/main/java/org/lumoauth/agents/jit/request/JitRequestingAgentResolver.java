/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import java.util.Set;
import org.lumoauth.agents.jit.JitAgentResolver;
import org.lumoauth.agents.jit.task.UserDelegationCheck;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.approval.RequestingAgentResolver;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Resolves agents that request confirmations from users, with the same rules as for tasks. */
@Component(property = {"lumoauth.kind=asking-agents", "lumoauth.name=jit"})
public final class JitRequestingAgentResolver implements RequestingAgentResolver {

  private final JitAgentResolver agents;
  private final JitRequestRateLimiter rate;
  private final UserDelegationCheck onBehalf;
  private final UserDirectory users;

  @Activate
  public JitRequestingAgentResolver(
      @Reference JitAgentResolver agents,
      @Reference JitRequestRateLimiter rate,
      @Reference UserDelegationCheck onBehalf,
      @Reference UserDirectory users) {
    this.agents = agents;
    this.rate = rate;
    this.onBehalf = onBehalf;
    this.users = users;
  }

  @Override
  public Agent requireAgent(TenantContext tenant, Caller caller) {
    return agents.require(tenant, caller);
  }

  @Override
  public void countRequest(TenantContext tenant, Agent agent) {
    rate.admit(tenant, agent);
  }

  /** Returns the user. An unknown user is refused before the consent is checked. */
  @Override
  public SubjectRef resolveUser(TenantContext tenant, Caller caller, Agent agent, String named) {
    onBehalf.requireDelegationScope(caller);
    if (users.find(tenant, named).isEmpty()) {
      throw ApiException.notFound("The user was not found.");
    }
    try {
      return onBehalf.require(tenant, agent, named).user();
    } catch (ApiException problem) {
      throw problem.status() == 400
          ? new ApiException(403, problem.code(), problem.getMessage())
          : problem;
    }
  }

  @Override
  public Set<SubjectRef> findTokenHolders(TenantContext tenant, Caller caller) {
    return agents.askedBy(tenant, caller);
  }
}
