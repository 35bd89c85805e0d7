/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvermail;

import java.util.Optional;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Resolves the agent that mail limits are counted for: the root of the requester's agent family.
 */
@Component(service = AgentFamilyRootResolver.class)
public final class AgentFamilyRootResolver {

  private final ProviderTracker<AgentRegistry> registries;

  @Activate
  public AgentFamilyRootResolver(@Reference ProviderRegistry registry) {
    this.registries = registry.track(AgentRegistry.class);
  }

  @Deactivate
  void close() {
    registries.close();
  }

  /**
   * Returns the root of the agent's family; the requester itself if it is not an agent or has no
   * parent.
   */
  SubjectRef of(TenantContext tenant, SubjectRef requester) {
    Optional<ServiceLease<AgentRegistry>> found =
        requester.type().equals(SubjectRef.AGENT) ? registries.lease("agents") : Optional.empty();
    if (found.isEmpty()) {
      return requester;
    }
    try (ServiceLease<AgentRegistry> registry = found.get()) {
      return new SubjectRef(
          SubjectRef.AGENT, registry.get().findRootAgentId(tenant, requester.id()));
    }
  }
}
