package org.lumoauth.agents.jit;

import java.util.Set;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.approval.AskingAgents;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Agents that have users confirm something, by what holds for tasks, too. */
@Component(property = {"lumoauth.kind=asking-agents", "lumoauth.name=jit"})
public final class ConfirmingAgents implements AskingAgents {

  private final ActingAgents agents;
  private final Requests requests;
  private final OnBehalf onBehalf;
  private final UserDirectory users;

  @Activate
  public ConfirmingAgents(
      @Reference ActingAgents agents,
      @Reference Requests requests,
      @Reference OnBehalf onBehalf,
      @Reference UserDirectory users) {
    this.agents = agents;
    this.requests = requests;
    this.onBehalf = onBehalf;
    this.users = users;
  }

  @Override
  public Agent require(TenantContext tenant, Caller caller) {
    return agents.require(tenant, caller);
  }

  @Override
  public void admit(TenantContext tenant, Agent agent) {
    requests.admit(tenant, agent);
  }

  /** The user, who has to be known here before anything is said of what they allowed. */
  @Override
  public SubjectRef user(TenantContext tenant, Caller caller, Agent agent, String named) {
    onBehalf.requireUnlimited(caller);
    users.find(tenant, named).orElseThrow(() -> Problem.notFound("There is no such user."));
    try {
      return onBehalf.require(tenant, agent, named).user();
    } catch (Problem problem) {
      throw problem.status() == 400
          ? new Problem(403, problem.code(), problem.getMessage())
          : problem;
    }
  }

  @Override
  public Set<SubjectRef> askedBy(TenantContext tenant, Caller caller) {
    return agents.askedBy(tenant, caller);
  }
}
