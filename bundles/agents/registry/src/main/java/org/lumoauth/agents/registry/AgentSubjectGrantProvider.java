/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import java.util.HashSet;
import java.util.Set;
import org.lumoauth.agents.registry.blueprint.AgentBlueprint;
import org.lumoauth.agents.registry.store.AgentCache;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.api.authz.SubjectGrantProvider;
import org.lumoauth.api.authz.SubjectGrants;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reports the capabilities of an agent: its own, or those of its blueprint if it inherits them. A
 * parent or a blueprint may currently limit them further.
 */
@Component(property = {"lumoauth.kind=subject-grants", "lumoauth.name=agents-registry"})
public final class AgentSubjectGrantProvider implements SubjectGrantProvider {

  private static final String AGENTS_READ = "agents.read";

  private final AgentCache agents;

  @Activate
  public AgentSubjectGrantProvider(@Reference AgentCache agents) {
    this.agents = agents;
  }

  @Override
  public SubjectGrants grants(TenantContext tenant, SubjectRef subject) {
    var granted = new HashSet<String>();
    if (subject.type().equals(SubjectRef.AGENT)) {
      agents
          .find(tenant.id(), subject.id())
          .ifPresent(agent -> granted.addAll(capabilities(tenant, agent)));
    }
    return SubjectGrants.listed(granted, AGENTS_READ);
  }

  private Set<String> capabilities(TenantContext tenant, StoredAgent agent) {
    return agent.inherits()
        ? agent
            .agent()
            .details()
            .blueprintId()
            .flatMap(id -> agents.blueprint(tenant.id(), id))
            .map(AgentBlueprint::capabilities)
            .orElse(Set.of())
        : agent.agent().capabilities();
  }
}
