/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reports whether an agent may act. */
@Component(property = {"lumoauth.kind=subject-source", "lumoauth.name=agent"})
public final class AgentSubjectSource implements SubjectSource {

  private final EffectiveAgentResolver agents;

  @Activate
  public AgentSubjectSource(@Reference EffectiveAgentResolver agents) {
    this.agents = agents;
  }

  @Override
  public SubjectStatus status(TenantContext tenant, SubjectRef subject) {
    if (!subject.type().equals(SubjectRef.AGENT)) {
      return SubjectStatus.UNKNOWN;
    }
    return agents
        .find(tenant.id(), subject.id())
        .map(found -> found.agent().enabled() ? SubjectStatus.ENABLED : SubjectStatus.DISABLED)
        .orElse(SubjectStatus.UNKNOWN);
  }

  @Override
  public String displayName(TenantContext tenant, SubjectRef subject) {
    if (!subject.type().equals(SubjectRef.AGENT)) {
      return subject.id();
    }
    return agents
        .find(tenant.id(), subject.id())
        .map(found -> found.agent().name())
        .orElse(subject.id());
  }

  @Override
  public Optional<Set<String>> findScopeLimit(TenantContext tenant, SubjectRef subject) {
    return Optional.of(
        Optional.of(subject)
            .filter(of -> of.type().equals(SubjectRef.AGENT))
            .flatMap(of -> agents.find(tenant.id(), of.id()))
            .map(found -> found.agent().capabilities())
            .orElse(Set.of()));
  }

  /** Acting on behalf of users requires a capability; a task belongs to the agent itself. */
  @Override
  public boolean canActFor(TenantContext tenant, SubjectRef actor, SubjectRef subject) {
    return !subject.type().equals(SubjectRef.USER)
        || agents
            .find(tenant.id(), actor.id())
            .filter(found -> found.agent().canActOnBehalfOfUsers())
            .isPresent();
  }
}
