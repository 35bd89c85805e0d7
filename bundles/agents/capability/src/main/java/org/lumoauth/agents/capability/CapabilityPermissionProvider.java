/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.capability;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.SubjectPermissionProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the actions that an agent's capabilities permit. */
@Component(
    service = SubjectPermissionProvider.class,
    property = {"lumoauth.kind=subject-permissions", "lumoauth.name=agents-capability"})
public final class CapabilityPermissionProvider implements SubjectPermissionProvider {

  private static final String SOURCE = "capability";

  private final CapabilityAgentLookup agents;

  @Activate
  public CapabilityPermissionProvider(@Reference CapabilityAgentLookup agents) {
    this.agents = agents;
  }

  @Override
  public List<EffectivePermission> permissions(TenantContext tenant, SubjectRef subject) {
    if (!subject.type().equals(SubjectRef.AGENT)) {
      return List.of();
    }
    return agents.find(tenant, subject.id()).filter(Agent::enabled).stream()
        .flatMap(agent -> agent.capabilities().stream())
        .sorted()
        .map(slug -> new EffectivePermission(slug, Optional.empty(), SOURCE))
        .toList();
  }
}
