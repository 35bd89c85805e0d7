/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.consent;

import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.agents.delegation.DelegationAgentLookup;
import org.lumoauth.api.agent.AgentDelegationLookup;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds active delegations. */
@Component(property = {"lumoauth.kind=delegations", "lumoauth.name=delegation"})
public final class ActiveDelegationLookup implements AgentDelegationLookup {

  private final DelegationCache memory;
  private final DelegationAgentLookup agents;
  private final SubjectDirectory subjects;
  private final InstantSource clock = InstantSource.system();

  @Activate
  public ActiveDelegationLookup(
      @Reference DelegationCache memory,
      @Reference DelegationAgentLookup agents,
      @Reference SubjectDirectory subjects) {
    this.memory = memory;
    this.agents = agents;
    this.subjects = subjects;
  }

  @Override
  public Optional<AgentDelegation> find(TenantContext tenant, SubjectRef user, String agentId) {
    if (!user.type().equals(SubjectRef.USER)) {
      return Optional.empty();
    }
    return memory.ofUser(tenant.id(), user.id()).stream()
        .filter(each -> each.agentId().equals(agentId))
        .filter(each -> each.isActive(clock.instant()))
        .findFirst()
        .filter(
            each ->
                agents
                    .find(tenant, agentId)
                    .filter(DelegationAgentLookup::mayActForOthers)
                    .isPresent())
        .filter(each -> subjects.status(tenant, user) == SubjectStatus.ENABLED)
        .map(StoredDelegation::delegation);
  }
}
