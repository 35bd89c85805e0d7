package org.lumoauth.agents.delegation.consent;

import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.agents.delegation.CurrentAgents;
import org.lumoauth.api.agent.Delegations;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Delegations that hold now. */
@Component(property = {"lumoauth.kind=delegations", "lumoauth.name=delegation"})
public final class StandingDelegations implements Delegations {

  private final DelegationMemory memory;
  private final CurrentAgents agents;
  private final Subjects subjects;
  private final InstantSource clock = InstantSource.system();

  @Activate
  public StandingDelegations(
      @Reference DelegationMemory memory,
      @Reference CurrentAgents agents,
      @Reference Subjects subjects) {
    this.memory = memory;
    this.agents = agents;
    this.subjects = subjects;
  }

  @Override
  public Optional<Delegation> find(TenantContext tenant, SubjectRef user, String agentId) {
    if (!user.type().equals(SubjectRef.USER)) {
      return Optional.empty();
    }
    return memory.ofUser(tenant.id(), user.id()).stream()
        .filter(each -> each.agentId().equals(agentId))
        .filter(each -> each.stands(clock.instant()))
        .findFirst()
        .filter(
            each -> agents.find(tenant, agentId).filter(CurrentAgents::mayActForOthers).isPresent())
        .filter(each -> subjects.status(tenant, user) == SubjectStatus.ENABLED)
        .map(StoredDelegation::delegation);
  }
}
